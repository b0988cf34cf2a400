package io.sightline.console.recordings;

import io.sightline.avro.Expiry;
import io.sightline.avro.Recording;
import io.sightline.avro.RecordingKind;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Ids;
import io.sightline.schemas.Topics;
import io.sightline.schemas.serde.AvroDeserializer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;

/**
 * Looks into the topics where the time asked for lies. A record is published after what it tells
 * of, so nothing before is looked at; a camera's records come in the order of capture time, so what
 * comes long after is not, either. Holds nothing, and belongs to no consumer group.
 */
public final class TopicRecordings implements RecordingLog {
  /** Clocks are set, and records of one camera may overtake each other by so much. */
  private static final Duration MARGIN = Duration.ofMinutes(10);

  private static final int AT_ONCE = 2;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final KafkaSettings kafka;
  private final Semaphore free = new Semaphore(AT_ONCE);

  /**
   * @param consumers of committed records, without a group, one for each look
   */
  public TopicRecordings(Supplier<Consumer<byte[], byte[]>> consumers, KafkaSettings kafka) {
    this.consumers = consumers;
    this.kafka = kafka;
  }

  /** One look at the topics. */
  private interface Look<T> {
    T at(PartitionScan scan);
  }

  @Override
  public RecordedSpan of(String camera, Instant from, Instant to) throws IOException {
    return look(
        scan -> {
          List<Recording> told = new ArrayList<>();
          boolean whole = recordings(scan, camera, from, to, told);
          List<Expiry> deletions = new ArrayList<>();
          boolean all = deletions(scan, camera, from, to, deletions);
          return RecordedSpan.of(told, deletions, from, to, whole && all);
        });
  }

  private boolean recordings(
      PartitionScan scan, String camera, Instant from, Instant to, List<Recording> told) {
    AvroDeserializer<Recording> values = deserializer(Recording.class);
    Instant enough = to.plus(MARGIN);
    return scan.scan(
        kafka.topics().name(Topics.RECORDINGS),
        camera,
        from.minus(MARGIN),
        camera::equals,
        (topic, bytes) -> {
          Recording next = Objects.requireNonNull(values.deserialize(topic, bytes));
          if (next.getCapturedAt().isBefore(to) && next.getEndedAt().isAfter(from)) {
            told.add(next);
          }
          return next.getCapturedAt().isBefore(enough);
        });
  }

  /** The ledger's entries about hours lie in the camera's partition. */
  private boolean deletions(
      PartitionScan scan, String camera, Instant from, Instant to, List<Expiry> found) {
    AvroDeserializer<Expiry> values = deserializer(Expiry.class);
    Set<String> hours = new HashSet<>();
    for (Instant hour = from.truncatedTo(ChronoUnit.HOURS);
        hour.isBefore(to);
        hour = hour.plus(1, ChronoUnit.HOURS)) {
      hours.add(Ids.hour(camera, hour));
    }
    return scan.scan(
        kafka.topics().name(Topics.EXPIRIES),
        camera,
        from.minus(MARGIN),
        hours::contains,
        (topic, bytes) -> found.add(Objects.requireNonNull(values.deserialize(topic, bytes))));
  }

  @Override
  public Optional<Recording> piece(String pieceId) throws IOException {
    String camera = Ids.camera(pieceId);
    Instant at;
    try {
      at = Ids.time(pieceId);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    return look(
        scan -> {
          List<Recording> told = new ArrayList<>();
          recordings(scan, camera, at, at.plus(1, ChronoUnit.MICROS), told);
          return told.stream()
              .filter(each -> each.getKind() == RecordingKind.PIECE && each.getKey() != null)
              .filter(each -> each.getRecordId().equals(pieceId))
              .findFirst();
        });
  }

  private <T> T look(Look<T> look) throws IOException {
    try {
      if (!free.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IOException("others are looking at recordings; try again in a moment");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("stopped", e);
    }
    try (PartitionScan scan = new PartitionScan(consumers.get())) {
      return look.at(scan);
    } catch (KafkaException e) {
      throw new IOException("cannot read the topics: " + e.getMessage(), e);
    } finally {
      free.release();
    }
  }

  private <V extends SpecificRecord> AvroDeserializer<V> deserializer(Class<V> type) {
    AvroDeserializer<V> deserializer = new AvroDeserializer<>(type);
    deserializer.configure(kafka.serde(), false);
    return deserializer;
  }
}
