package io.sightline.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import io.sightline.schemas.Topic;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Consumes, transforms and produces in one transaction for each batch, so that every input has its
 * outputs exactly once. A record that cannot be read or handled goes to the dead letters in the
 * same transaction, and the loop goes on. One thread; more instances share the partitions.
 */
public final class TransactionalLoop<V extends SpecificRecord> implements Service {
  private static final Logger LOG = LoggerFactory.getLogger(TransactionalLoop.class);

  /**
   * What to make of a batch. It may be called again with records it has seen: effects outside must
   * be idempotent. Throw {@link TransientException} if trying again later will help.
   */
  public interface Step<V> {
    /** Outputs in order; the batch holds records of several partitions, each in order. */
    List<Output> process(List<ConsumerRecord<String, V>> batch) throws Exception;

    /** What to emit besides the dead letter for a record that could not be read. */
    default List<Output> onUnreadable(ConsumerRecord<byte[], byte[]> record, Exception cause) {
      return List.of();
    }

    /** What to emit besides the dead letter for a record that {@link #process} refused alone. */
    default List<Output> onFailed(ConsumerRecord<String, V> record, Exception cause) {
      return List.of();
    }
  }

  /**
   * A record to produce.
   *
   * @param value null writes a tombstone
   * @param partition null: the one that follows from the key
   * @param headers of the record
   */
  public record Output(
      Topic<?> topic,
      String key,
      @Nullable SpecificRecord value,
      @Nullable Integer partition,
      Headers headers) {
    public Output(Topic<?> topic, String key, @Nullable SpecificRecord value) {
      this(topic, key, value, null, new RecordHeaders());
    }

    /** Without headers. */
    public Output(
        Topic<?> topic, String key, @Nullable SpecificRecord value, @Nullable Integer partition) {
      this(topic, key, value, partition, new RecordHeaders());
    }

    /** With headers, in the partition that follows from the key. */
    public Output(Topic<?> topic, String key, @Nullable SpecificRecord value, Headers headers) {
      this(topic, key, value, null, headers);
    }
  }

  private final String name;
  private final LoopLimits limits;
  private final LoopSession.Factory sessions;
  private final CountDownLatch closing = new CountDownLatch(1);

  /** In a row; used by the thread alone. */
  private int failures;

  private volatile Health health = Health.starting("not started");
  private @Nullable Thread thread;

  public TransactionalLoop(
      String name, KafkaSettings kafka, Topic<V> input, Step<V> step, MeterRegistry metrics) {
    this(name, kafka, input, step, metrics, LoopLimits.DEFAULT);
  }

  public TransactionalLoop(
      String name,
      KafkaSettings kafka,
      Topic<V> input,
      Step<V> step,
      MeterRegistry metrics,
      LoopLimits limits) {
    this(name, limits, new KafkaSessions<>(name, kafka, input, step, metrics, limits));
  }

  TransactionalLoop(String name, LoopLimits limits, LoopSession.Factory sessions) {
    this.name = name;
    this.limits = limits;
    this.sessions = sessions;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Health health() {
    return health;
  }

  @Override
  public String describe() {
    return sessions.toString();
  }

  @Override
  public synchronized void start() {
    if (thread != null) {
      throw new IllegalStateException(name + " was started before");
    }
    health = Health.starting("joining the group");
    thread = new Thread(this::run, name);
    thread.start();
  }

  @Override
  public synchronized void close() {
    closing.countDown();
    if (thread == null || !thread.isAlive()) {
      return;
    }
    try {
      thread.join(limits.stopWithin().toMillis());
      if (thread.isAlive()) {
        LOG.warn("{} did not stop within {}; interrupting it", name, limits.stopWithin());
        thread.interrupt();
        thread.join(limits.stopWithin().toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (!isClosing()) {
        runSession();
      }
      health = Health.down("stopped");
    } catch (InterruptedException e) {
      health = Health.down("interrupted");
    } catch (Throwable e) {
      LOG.error("{} cannot go on", name, e);
      health = Health.down(Failures.describe(e));
    }
  }

  /** Returns when the session is of no more use and a new one may be. */
  private void runSession() throws InterruptedException {
    try (LoopSession session = sessions.open()) {
      while (!isClosing()) {
        runOnce(session);
      }
      session.leave();
    } catch (KafkaException e) {
      if (Failures.isFatal(e)) {
        throw e;
      }
      waitAfter(e);
    }
  }

  private void runOnce(LoopSession session) throws InterruptedException {
    try {
      session.runOnce();
      failures = 0;
      health = Health.up(session.status());
    } catch (TransientException e) {
      waitAfter(e);
    }
  }

  private void waitAfter(Exception failure) throws InterruptedException {
    if (isClosing()) {
      return;
    }
    failures++;
    Duration wait = limits.backoff(failures);
    health = Health.degraded(Failures.describe(failure));
    LOG.warn("{}: {}; trying again in {}", name, Failures.describe(failure), wait);
    boolean closed = closing.await(wait.toMillis(), TimeUnit.MILLISECONDS);
    LOG.debug("{}: {}", name, closed ? "closing" : "trying again");
  }

  private boolean isClosing() {
    return closing.getCount() == 0;
  }
}
