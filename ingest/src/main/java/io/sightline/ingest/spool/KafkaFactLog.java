package io.sightline.ingest.spool;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sightline.runtime.Failures;
import io.sightline.schemas.Headers;
import io.sightline.schemas.Topic;
import io.sightline.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Publishes to Kafka in transactions. The cursor is the committed offset, for the partition of
 * {@code cameras}, of a group of its own.
 */
public final class KafkaFactLog implements FactLog {
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(15);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);
  private static final Set<String> KEYED_BY_CAMERA =
      Specimens.ALL.stream()
          .map(Specimens.Specimen::topic)
          .filter(t -> t.key() == Topic.Key.CAMERA)
          .map(Topic::name)
          .collect(Collectors.toUnmodifiableSet());

  private final Topics topics;
  private final TopicPartition cursorAt;
  private final String group;
  private final KafkaProducer<String, byte[]> producer;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Properties reader;

  /**
   * @param producer with a transactional id of this partition
   * @param consumer with the group that keeps the cursor
   */
  public KafkaFactLog(Topics topics, int partition, Properties producer, Properties consumer) {
    this.topics = topics;
    this.cursorAt = new TopicPartition(topics.name(Topics.CAMERAS), partition);
    this.group = consumer.getProperty("group.id");
    this.reader = consumer;
    Properties bounded = new Properties();
    bounded.putAll(producer);
    bounded.putIfAbsent("max.block.ms", Long.toString(READ_TIMEOUT.toMillis()));
    this.consumer =
        new KafkaConsumer<>(consumer, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    this.producer = new KafkaProducer<>(bounded, new StringSerializer(), new ByteArraySerializer());
  }

  @Override
  public Optional<Cursor> committed() throws FactLogException {
    try {
      OffsetAndMetadata at = consumer.committed(Set.of(cursorAt), READ_TIMEOUT).get(cursorAt);
      return Optional.ofNullable(at).map(o -> Cursor.read(o.offset(), o.metadata()));
    } catch (KafkaException e) {
      throw failure("cannot read the cursor", e);
    }
  }

  @Override
  public Optional<Cursor> takeOver() throws FactLogException {
    try (SentFacts sent = new SentFacts(reader, READ_TIMEOUT)) {
      producer.initTransactions();
      // Else what hangs there would count with what is sent next.
      sent.awaitDecided(KEYED_BY_CAMERA.stream().map(this::partition).toList());
    } catch (KafkaException e) {
      throw failure("cannot take over", e);
    }
    return committed();
  }

  @Override
  public List<Place> send(List<Fact> facts, Cursor cursor) throws FactLogException {
    try {
      producer.beginTransaction();
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      for (Fact fact : facts) {
        sent.add(send(fact));
      }
      producer.sendOffsetsToTransaction(
          Map.of(cursorAt, new OffsetAndMetadata(cursor.position(), cursor.metadata())),
          new ConsumerGroupMetadata(group));
      return places(sent);
    } catch (KafkaException e) {
      throw failure("cannot publish " + facts.size() + " facts", e);
    }
  }

  private TopicPartition partition(String topic) {
    return new TopicPartition(topics.id(topic), cursorAt.partition());
  }

  private Future<RecordMetadata> send(Fact fact) {
    boolean byCamera = KEYED_BY_CAMERA.contains(fact.topic());
    @Nullable Integer partition = byCamera ? cursorAt.partition() : null;
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(topics.id(fact.topic()), partition, fact.key(), fact.value());
    if (fact.trace() != null) {
      record.headers().add(Headers.TRACEPARENT, fact.trace().toString().getBytes(UTF_8));
    }
    return producer.send(record);
  }

  private static List<Place> places(List<Future<RecordMetadata>> sent) {
    long deadline = System.nanoTime() + READ_TIMEOUT.toNanos();
    List<Place> places = new ArrayList<>();
    try {
      for (Future<RecordMetadata> each : sent) {
        RecordMetadata at = each.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (!at.hasOffset()) {
          throw new KafkaException(at + ": sent, but the broker does not say where it lies");
        }
        places.add(new Place(at.partition(), at.offset()));
      }
      return places;
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } catch (ExecutionException e) {
      throw new KafkaException(e.getCause());
    } catch (java.util.concurrent.TimeoutException e) {
      throw new TimeoutException(
          "%d of %d facts are not taken after %d s"
              .formatted(sent.size() - places.size(), sent.size(), READ_TIMEOUT.toSeconds()));
    }
  }

  @Override
  public void commit() throws FactLogException {
    try {
      producer.commitTransaction();
    } catch (KafkaException e) {
      throw failure("cannot commit", e);
    }
  }

  @Override
  public SortedSet<Integer> missing(List<Fact> facts, List<Place> places) throws FactLogException {
    List<String> names = facts.stream().map(fact -> topics.id(fact.topic())).toList();
    try (SentFacts sent = new SentFacts(reader, READ_TIMEOUT)) {
      return sent.missing(names, facts, places);
    } catch (KafkaException e) {
      throw failure("cannot find out what became of " + facts.size() + " facts", e);
    }
  }

  private FactLogException failure(String what, KafkaException e) {
    return FactLogException.away(cursorAt + ": " + what + ": " + Failures.describe(e), e);
  }

  @Override
  public void close() {
    producer.close(CLOSE_TIMEOUT);
    consumer.close(CloseOptions.timeout(CLOSE_TIMEOUT));
  }
}
