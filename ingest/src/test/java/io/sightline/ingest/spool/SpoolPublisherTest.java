package io.sightline.ingest.spool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.avro.CameraHealth;
import io.sightline.ingest.spool.MemoryFactLog.Next;
import io.sightline.ingest.spool.SpoolPublisher.State;
import io.sightline.ingest.spool.SpoolSettings.WhenFull;
import io.sightline.schemas.Topics;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolPublisherTest {
  private static final SpoolSettings SETTINGS = new SpoolSettings(1 << 20, 256, WhenFull.FAIL);

  @TempDir Path folder;
  private final MemoryFactLog broker = new MemoryFactLog();
  private final CompletableFuture<Void> lost = new CompletableFuture<>();
  private Spool spool;
  private SpoolPublisher publisher;

  @BeforeEach
  void open() throws Exception {
    spool = Spool.open(folder, SETTINGS);
    publisher = publisher(spool, lost);
  }

  @AfterEach
  void close() {
    publisher.close();
    spool.close();
  }

  private SpoolPublisher publisher(Spool from, CompletableFuture<Void> onLost) {
    Deserializer<SpecificRecord> any =
        (topic, bytes) -> CameraHealth.newBuilder().setCamera("c").setRecordId("r").build();
    FactCodec codec =
        new FactCodec(new Topics("t"), (topic, record) -> new byte[0], Map.of("health", any));
    return new SpoolPublisher("p", from, codec, broker, () -> onLost.complete(null));
  }

  private long append(Spool to, int number) throws Exception {
    return to.append(List.of(new Fact("health", "c", ("" + number).getBytes(UTF_8))));
  }

  private static List<String> numbers(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(Integer::toString).toList();
  }

  @Test
  void transactionsThatFailEitherWay_publishEachFactOnce() throws Exception {
    publisher.takeOver();
    broker.script(Next.IS_LOST, Next.COMMITS_BUT_NOBODY_HEARS, Next.IS_LOST);
    publisher.start();
    long end = 0;
    for (int i = 1; i <= 50; i++) {
      end = append(spool, i);
    }
    publisher.whenPublished(end).get(30, TimeUnit.SECONDS);
    assertThat(broker.values()).isEqualTo(numbers(1, 50));
    assertThat(spool.backlogBytes()).isZero();
  }

  @Test
  void restart_publishesTheRestInANewEpoch() throws Exception {
    assertThat(publisher.takeOver().epoch()).isEqualTo(1);
    append(spool, 1);
    append(spool, 2);
    publisher.close();
    publisher = publisher(spool, lost);
    assertThat(publisher.takeOver().epoch()).isEqualTo(2);
    assertThat(broker.values()).isEqualTo(numbers(1, 2));
    assertThat(broker.cursor.position()).isEqualTo(spool.end());
  }

  @Test
  void partitionTakenOverElsewhere_stopsTheFormerOwner() throws Exception {
    publisher.takeOver();
    publisher.start();
    try (Spool other = Spool.open(folder.resolve("other"), SETTINGS);
        SpoolPublisher second = publisher(other, new CompletableFuture<>())) {
      assertThat(second.takeOver().epoch()).isEqualTo(2);
      append(spool, 1);
      lost.get(30, TimeUnit.SECONDS);
      assertThat(publisher.state()).isEqualTo(State.FENCED);
      assertThat(broker.values()).isEmpty();
    }
  }

  @Test
  void comingBackAfterAnother_dropsWhatIsOutOfDate() throws Exception {
    publisher.takeOver();
    append(spool, 1);
    publisher.close();
    try (Spool other = Spool.open(folder.resolve("other"), SETTINGS);
        SpoolPublisher second = publisher(other, new CompletableFuture<>())) {
      second.takeOver();
    }
    publisher = publisher(spool, lost);
    assertThat(publisher.takeOver().epoch()).isEqualTo(3);
    assertThat(broker.values()).isEmpty();
    assertThat(spool.backlogBytes()).isZero();
  }

  @Test
  void forgottenCursor_stillBeginsAHigherEpoch() throws Exception {
    publisher.takeOver();
    publisher.close();
    broker.cursor = null;
    publisher = publisher(spool, lost);
    assertThat(publisher.takeOver().epoch()).isEqualTo(2);
  }
}
