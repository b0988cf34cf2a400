package io.sightline.standalone.store;

import io.sightline.avro.Pressure;
import io.sightline.avro.StockCell;
import io.sightline.retention.Outlook;
import io.sightline.retention.pressure.Cell;
import io.sightline.retention.pressure.Kind;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topics;
import io.sightline.standalone.records.TopicRecords;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** What retention said last of the room in the store. */
public final class StoreForecast {
  private StoreForecast() {}

  /**
   * @param oldest begin of the hour in which the oldest of it was captured
   */
  public record Amount(long bytes, Instant oldest) {
    Amount with(long more, Instant captured) {
      return new Amount(bytes + more, captured.isBefore(oldest) ? captured : oldest);
    }
  }

  /**
   * @param kinds by the order in which they go early
   * @param fullAt null: not within the days looked ahead
   */
  public record Known(
      String level,
      String words,
      Instant at,
      long freeBytes,
      long usedBytes,
      long heldBytes,
      long goingBytes,
      long lowWaterBytes,
      long highWaterBytes,
      long bytesPerHour,
      @Nullable Instant fullAt,
      Map<String, Amount> kinds) {}

  /** An {@link IOException} where retention has said nothing yet. */
  public static Known newest(KafkaSettings kafka) throws IOException {
    Pressure newest =
        TopicRecords.committed(kafka, Topics.PRESSURE).stream()
            .map(ConsumerRecord::value)
            .filter(Objects::nonNull)
            .max(Comparator.comparing(Pressure::getAt))
            .orElseThrow(
                () ->
                    new IOException(
                        "%s is empty: expected retention to run, and to have measured the room"
                            .formatted(kafka.topics().name(Topics.PRESSURE))));
    return new Known(
        newest.getLevel().name(),
        Outlook.words(newest),
        newest.getAt(),
        newest.getFreeBytes(),
        newest.getUsedBytes(),
        newest.getHeldBytes(),
        newest.getGoingBytes(),
        newest.getLowWaterBytes(),
        newest.getHighWaterBytes(),
        newest.getBytesPerHour(),
        newest.getFullAt(),
        kinds(kafka));
  }

  private static Map<String, Amount> kinds(KafkaSettings kafka) {
    Map<String, StockCell> newest = TopicRecords.newest(kafka, Topics.STOCK);
    Map<String, Amount> kinds = new LinkedHashMap<>();
    for (Kind kind : Kind.values()) {
      for (StockCell cell : newest.values()) {
        if (cell.getKind().equals(kind.label())) {
          Instant captured = Cell.begin(cell.getCapturedHour());
          Amount before = kinds.getOrDefault(kind.label(), new Amount(0, captured));
          kinds.put(kind.label(), before.with(cell.getBytes(), captured));
        }
      }
    }
    return kinds;
  }
}
