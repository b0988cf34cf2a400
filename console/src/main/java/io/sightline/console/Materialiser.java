package io.sightline.console;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.sightline.console.view.Change;
import io.sightline.runtime.Health;
import io.sightline.runtime.Service;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the views as the topics say. When the broker or the registry is away it goes on later from
 * the record where it stopped; a record that cannot be read is counted and skipped.
 */
final class Materialiser implements Service {
  private static final Logger LOG = LoggerFactory.getLogger(Materialiser.class);
  private static final long STOP_WITHIN_MS = 10_000;
  private static final long RETRY_AFTER_MS = 1_000;

  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final List<String> topics;
  private final RecordReader reader;
  private final java.util.function.Consumer<Change> listener;
  private final Runnable whenCaughtUp;
  private final Counter records;
  private final Counter unreadable;
  private final Map<TopicPartition, Long> positions = new HashMap<>();
  private final LatestProgress progress;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private @Nullable Thread thread;

  /**
   * @param consumers makes a consumer for each attempt
   * @param topics names on the broker
   * @param progress kept up to date
   * @param listener told of changes once all that was there at the start has been read
   * @param whenCaughtUp called once, before the first change is told
   */
  Materialiser(
      Supplier<Consumer<byte[], byte[]>> consumers,
      List<String> topics,
      RecordReader reader,
      MeterRegistry metrics,
      LatestProgress progress,
      java.util.function.Consumer<Change> listener,
      Runnable whenCaughtUp) {
    this.consumers = consumers;
    this.topics = topics;
    this.reader = reader;
    this.progress = progress;
    this.listener = listener;
    this.whenCaughtUp = whenCaughtUp;
    this.records = metrics.counter("sightline.console.records");
    this.unreadable = metrics.counter("sightline.console.unreadable");
  }

  @Override
  public String name() {
    return "console-views";
  }

  @Override
  public void start() {
    Thread starting = new Thread(this::run, name());
    starting.setDaemon(true);
    starting.start();
    thread = starting;
  }

  private void run() {
    try {
      do {
        readUntilTrouble();
      } while (!stopping.await(RETRY_AFTER_MS, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.error("console: reading the topics failed; the page stays as it is", e);
      progress.update(now -> now.failed("stopped reading: " + e));
    }
  }

  private void readUntilTrouble() {
    try (TopicTail tail = new TopicTail(consumers.get(), topics, positions)) {
      while (stopping.getCount() > 0) {
        tail.poll().forEach(this::take);
        progress.update(Progress::running);
        if (!progress.now().caughtUp() && tail.isPastStart()) {
          progress.update(Progress::complete);
          whenCaughtUp.run();
        }
      }
    } catch (RetriableException e) {
      LOG.warn("console: {}; trying again", e.getMessage());
      progress.update(now -> now.waiting("waiting, trying again: " + e.getMessage()));
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    TopicPartition partition = new TopicPartition(record.topic(), record.partition());
    try {
      reader.apply(record).filter(change -> progress.now().caughtUp()).ifPresent(listener);
      records.increment();
    } catch (SerializationException | IllegalArgumentException e) {
      skip(partition, record.offset(), e);
    }
    positions.put(partition, record.offset() + 1);
  }

  private void skip(TopicPartition partition, long offset, RuntimeException cause) {
    String why = partition + " offset " + offset + ": " + cause.getMessage();
    LOG.warn("console: skipped an unreadable record: {}", why);
    unreadable.increment();
    progress.update(now -> now.skipped(why));
  }

  @Override
  public Health health() {
    return progress.now().health();
  }

  @Override
  public String describe() {
    return "reads cameras, health, clips, decisions, alerts, feedback, pressure and holds from their beginning, outside any group";
  }

  @Override
  public void close() {
    stopping.countDown();
    if (thread == null) {
      return;
    }
    try {
      thread.join(STOP_WITHIN_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
