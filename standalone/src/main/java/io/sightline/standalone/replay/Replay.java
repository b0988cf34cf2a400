package io.sightline.standalone.replay;

import io.sightline.runtime.Failures;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topics;
import io.sightline.standalone.access.Principal;
import io.sightline.standalone.access.Rights;
import io.sightline.standalone.replay.ReplayRun.Result;
import io.sightline.standalone.topics.TopicMismatchException;
import io.sightline.standalone.topics.TopicService;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Properties;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Replays of one source.
 *
 * @param name names the group that keeps how far it got; two replays at a time need two
 * @param speed 1: as it was recorded; positive infinity: as fast as it goes
 * @param anew begins at the beginning, whatever was reached before
 */
public record Replay(KafkaSettings kafka, Span span, double speed, String name, boolean anew) {
  /** How far it is: records read, of how many. */
  public interface Progress {
    void at(long read, long of);
  }

  /**
   * To topics of the same names under another prefix, which are made where they are not there.
   * Exactly once: a replay that is broken off and started again leaves nothing out and doubles
   * nothing.
   */
  public Result toTopics(String prefix, Progress progress)
      throws IOException, InterruptedException, TopicMismatchException {
    Transform copies = new Copies(beside(prefix).topics(), name);
    return toTopics(prefix, copies, ReplayRun.MOST_AT_ONCE, progress);
  }

  /**
   * The same with something else than copies.
   *
   * @param atOnce most records that are transformed, and committed, together
   */
  public Result toTopics(String prefix, Transform transform, int atOnce, Progress progress)
      throws IOException, InterruptedException, TopicMismatchException {
    try {
      new TopicService(beside(prefix)).start();
      try (KafkaConsumer<byte[], byte[]> consumer = consumer();
          KafkaProducer<byte[], byte[]> producer = producer()) {
        ReplayRun run = new ReplayRun(kafka, consumer, span, speed);
        producer.initTransactions();
        return run.to(
            new TopicsTarget(consumer, producer, transform, anew), atOnce, told(run, progress));
      }
    } catch (AuthorizationException e) {
      throw new IOException(refused(prefix, e), e);
    }
  }

  private String refused(String prefix, AuthorizationException why) {
    return ("%s lacks a right that a replay to topics with the prefix '%s' needs: %s; 'topics acls'"
            + " prints what to grant for prefixes that begin with '%s'")
        .formatted(
            Principal.of(kafka.admin("replay")),
            prefix,
            Failures.describe(why),
            Rights.sideBeginning(kafka.topics()));
  }

  /** The topics under another prefix, as this system has them. */
  public KafkaSettings beside(String prefix) {
    if (prefix.equals(kafka.topics().prefix())) {
      throw new IllegalArgumentException(
          "prefix '" + prefix + "' is that of the source: expected another one");
    }
    return new KafkaSettings(
            new Topics(prefix),
            kafka.partitions(),
            kafka.replicationFactor(),
            kafka.properties(),
            kafka.registryUrl())
        .withRecordingsKept(kafka.recordingsKept());
  }

  /** To a file, one record a line; goes on behind what it holds. */
  public Result toFile(Path file, Progress progress) throws IOException, InterruptedException {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer();
        FileTarget target = FileTarget.open(file, anew)) {
      ReplayRun run = new ReplayRun(kafka, consumer, span, speed);
      return run.to(target, told(run, progress));
    }
  }

  /** To a stream, one record a line, from the beginning. */
  public Result toStream(OutputStream out, Progress progress)
      throws IOException, InterruptedException {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      ReplayRun run = new ReplayRun(kafka, consumer, span, speed);
      return run.to(new LinesTarget(out), told(run, progress));
    }
  }

  private static LongConsumer told(ReplayRun run, Progress progress) {
    long size = run.size();
    return read -> progress.at(read, size);
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    Properties properties = kafka.consumer("replay-consumer", "replay-" + name);
    properties.put("max.poll.records", "2000");
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private KafkaProducer<byte[], byte[]> producer() {
    Properties properties = kafka.transactionalProducer("replay-producer", "replay-" + name);
    properties.put("linger.ms", "5");
    properties.put("batch.size", "65536");
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
