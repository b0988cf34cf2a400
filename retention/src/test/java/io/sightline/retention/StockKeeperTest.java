package io.sightline.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.avro.StockCell;
import io.sightline.retention.StockKeeper.Item;
import io.sightline.retention.pressure.Kind;
import io.sightline.runtime.AvroSerdes;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topics;
import java.io.File;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

class StockKeeperTest {
  private static final KafkaSettings KAFKA =
      new KafkaSettings(new Topics("test"), 1, 1, Map.of(), "mock://stock");
  private static final Instant HOUR = Instant.parse("2026-03-01T12:00:00Z");
  private static final Instant DUE = HOUR.plus(Duration.ofDays(30));

  private final StockKeeper keeper =
      new StockKeeper(
          store("index", Serdes.ByteArray()),
          store("cells", AvroSerdes.serde(KAFKA, Topics.STOCK)),
          0);

  private static <V> KeyValueStore<String, V> store(String name, Serde<V> values) {
    Properties properties = new Properties();
    properties.put("application.id", "test");
    properties.put("bootstrap.servers", "none:9092");
    File nowhere = new File(System.getProperty("java.io.tmpdir"));
    var context = new MockProcessorContext<String, V>(properties, new TaskId(0, 0), nowhere);
    KeyValueStore<String, V> store =
        Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.String(), values)
            .withLoggingDisabled()
            .withCachingDisabled()
            .build();
    store.init(context.getStateStoreContext(), store);
    return store;
  }

  private static Item quiet(Instant deadline, long bytes) {
    return new Item(Kind.RECORDING_QUIET, HOUR, deadline, bytes);
  }

  private List<String> told() {
    List<String> told = new ArrayList<>();
    keeper.tell((key, cell) -> told.add(text(cell)));
    return told;
  }

  private static String text(StockCell cell) {
    return cell == null ? "none" : cell.getCount() + " of " + cell.getBytes() + " bytes";
  }

  private List<String> oldest(long bytes) {
    return keeper.oldest(Kind.RECORDING_QUIET, DUE, bytes, 10);
  }

  @Test
  void hourThatGrows_isOneOfItsNewSize() {
    keeper.moved("a", null, quiet(DUE, 50));
    keeper.moved("b", null, quiet(DUE, 50));
    keeper.moved("a", quiet(DUE, 50), quiet(DUE, 120));
    assertThat(told()).containsExactly("2 of 170 bytes");
    assertThat(oldest(100)).as("one of 120 bytes is enough").containsExactly("a");
    keeper.moved("a", quiet(DUE, 120), null);
    assertThat(told()).containsExactly("1 of 50 bytes");
    assertThat(oldest(100)).containsExactly("b");
  }

  @Test
  void hourThatGrowsAndIsKeptLonger_movesFromOneCellToTheOther() {
    Instant later = DUE.plus(Duration.ofHours(5));
    keeper.moved("a", null, quiet(DUE, 50));
    keeper.moved("a", quiet(DUE, 50), quiet(later, 120));
    assertThat(told()).containsExactlyInAnyOrder("none", "1 of 120 bytes");
    assertThat(oldest(100)).containsExactly("a");
  }
}
