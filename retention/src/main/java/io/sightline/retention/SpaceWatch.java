package io.sightline.retention;

import io.sightline.avro.Space;
import io.sightline.clipstore.ClipStore;
import io.sightline.runtime.AvroSerdes;
import io.sightline.runtime.Build;
import io.sightline.runtime.Health;
import io.sightline.runtime.KafkaSettings;
import io.sightline.runtime.Service;
import io.sightline.schemas.Ids;
import io.sightline.schemas.Topics;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the room where the store is, and tells it on the topic {@code space}. Its health says
 * how pressing it is.
 */
final class SpaceWatch implements Service {
  static final String KEY = "store";

  private static final Logger LOG = LoggerFactory.getLogger(SpaceWatch.class);
  private static final String WITHIN_MILLIS = "10000";
  private static final Duration STOP_WITHIN = Duration.ofSeconds(15);

  private final ClipStore store;
  private final long capacityBytes;
  private final Duration every;
  private final KafkaSettings kafka;
  private final InstantSource clock;
  private final Outlook outlook;
  private final CountDownLatch closing = new CountDownLatch(1);

  private volatile String trouble = "";
  private @Nullable Thread thread;

  /**
   * @param capacityBytes most media there may be; 0: as much as fits
   * @param outlook what the tasks of this process make of it
   */
  SpaceWatch(
      ClipStore store,
      long capacityBytes,
      Duration every,
      KafkaSettings kafka,
      InstantSource clock,
      Outlook outlook) {
    this.store = store;
    this.capacityBytes = capacityBytes;
    this.every = every;
    this.kafka = kafka;
    this.clock = clock;
    this.outlook = outlook;
  }

  @Override
  public String name() {
    return "space-watch";
  }

  @Override
  public Health health() {
    return trouble.isEmpty() ? outlook.health() : Health.degraded(trouble);
  }

  @Override
  public String describe() {
    return "tells the room of the clip store every " + every;
  }

  @Override
  public synchronized void start() {
    if (thread != null) {
      throw new IllegalStateException(name() + " was started before");
    }
    thread = new Thread(this::run, name());
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    Properties properties = kafka.producer(name());
    properties.putIfAbsent("max.block.ms", WITHIN_MILLIS);
    try (KafkaProducer<String, Space> producer =
        new KafkaProducer<>(
            properties, new StringSerializer(), AvroSerdes.<Space>serializer(kafka))) {
      do {
        runOnce(producer);
      } while (!closing.await(every.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void runOnce(KafkaProducer<String, Space> producer) throws InterruptedException {
    try {
      String topic = kafka.topics().name(Topics.SPACE);
      producer.send(new ProducerRecord<>(topic, KEY, measured())).get();
      trouble = "";
    } catch (IOException | KafkaException | ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      trouble = "the room of the clip store is not known: " + cause.getMessage();
      LOG.warn("{}", trouble);
    }
  }

  private Space measured() throws IOException {
    Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
    ClipStore.Space space = store.space();
    return Space.newBuilder()
        .setRecordId("space-" + Ids.base32(at))
        .setMeasuredAt(at)
        .setFreeBytes(space.freeBytes())
        .setTotalBytes(space.totalBytes())
        .setCapacityBytes(capacityBytes)
        .setBuild(Build.version())
        .build();
  }

  @Override
  public synchronized void close() {
    closing.countDown();
    if (thread == null) {
      return;
    }
    try {
      thread.join(STOP_WITHIN.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
