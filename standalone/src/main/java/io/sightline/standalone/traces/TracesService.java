package io.sightline.standalone.traces;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.sightline.runtime.Failures;
import io.sightline.runtime.Health;
import io.sightline.runtime.KafkaSettings;
import io.sightline.runtime.Service;
import io.sightline.schemas.Topic;
import io.sightline.schemas.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the topics and sends what they tell of each activity to a collector of traces: at least
 * once, and a span that is sent again is the same. It begins with what comes after its first start.
 * While the collector is away it waits, as long as the topics keep their records.
 */
public final class TracesService implements Service {
  private static final Logger LOG = LoggerFactory.getLogger(TracesService.class);
  private static final String NAME = "traces";
  private static final Duration POLL = Duration.ofMillis(500);
  private static final int MOST_AT_ONCE = 500;
  private static final int FIRST_WAIT_SECONDS = 1;
  private static final int LONGEST_WAIT_SECONDS = 30;
  private static final Duration END_WITHIN = Duration.ofSeconds(5);

  /** What has a trace, in the order of flow. */
  static final List<Topic<?>> TOPICS =
      List.of(
          Topics.ACTIVITY,
          Topics.FRAMES,
          Topics.CLIPS,
          Topics.DETECTIONS,
          Topics.DECISIONS,
          Topics.ALERTS,
          Topics.NOTIFICATIONS);

  private final KafkaSettings kafka;
  private final TracesConfig config;
  private final MeterRegistry metrics;
  private final Counter sent;
  private final Counter failures;
  private final Counter leftOut;
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile Health health = Health.starting("not started");
  private @Nullable Thread thread;
  private int waitSeconds = FIRST_WAIT_SECONDS;

  /** Spans wait for it; then it alone can put an end to the trouble. */
  private boolean collectorIsAway;

  /**
   * @param config with the address of a collector
   */
  public TracesService(KafkaSettings kafka, TracesConfig config, MeterRegistry metrics) {
    this.kafka = kafka;
    this.config = config;
    this.metrics = metrics;
    this.sent = metrics.counter("sightline.traces.spans");
    this.failures = metrics.counter("sightline.traces.failures");
    this.leftOut = metrics.counter("sightline.traces.left_out");
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void start() {
    thread = new Thread(this::run, NAME);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public Health health() {
    return health;
  }

  @Override
  public String describe() {
    return "spans to " + config.url();
  }

  private void run() {
    SpanReader reader = new SpanReader(kafka, TOPICS);
    while (!isClosing()) {
      try {
        follow(reader);
      } catch (IOException e) {
        failures.increment();
        collectorIsAway = true;
        tryAgain(String.valueOf(e.getMessage()));
      } catch (RuntimeException e) {
        if (!(e instanceof KafkaException) && !Failures.isTransient(e)) {
          LOG.error("traces end", e);
          health = Health.down(e.toString());
          return;
        }
        tryAgain("the cluster: " + Failures.describe(e));
      }
    }
  }

  private void follow(SpanReader reader) throws IOException {
    Properties properties = kafka.consumer(NAME, NAME);
    properties.put("auto.offset.reset", "latest");
    properties.put("max.poll.records", Integer.toString(MOST_AT_ONCE));
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    try (OtlpCollector collector = new OtlpCollector(config);
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(properties, bytes, bytes);
        KafkaClientMetrics told = new KafkaClientMetrics(consumer)) {
      told.bindTo(metrics);
      consumer.subscribe(TOPICS.stream().map(kafka.topics()::name).toList(), keeping(consumer));
      while (!isClosing()) {
        round(consumer, reader, collector);
      }
    }
  }

  /** The end at which it begins counts from now on, whatever comes before the first commit. */
  private ConsumerRebalanceListener keeping(KafkaConsumer<?, ?> consumer) {
    return new ConsumerRebalanceListener() {
      @Override
      public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> places = new HashMap<>();
        partitions.forEach(
            each -> places.put(each, new OffsetAndMetadata(consumer.position(each))));
        consumer.commitSync(places);
        if (!collectorIsAway) {
          health = Health.up("follows " + partitions.size() + " partitions");
        }
      }

      @Override
      public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        // What was sent is committed.
      }
    };
  }

  private void round(
      KafkaConsumer<byte[], byte[]> consumer, SpanReader reader, OtlpCollector collector)
      throws IOException {
    ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
    List<Span> spans = reader.read(records);
    if (!spans.isEmpty()) {
      Optional<String> refusal = collector.send(spans);
      refusal.ifPresent(why -> LOG.error("traces: {} spans are left out: {}", spans.size(), why));
      (refusal.isPresent() ? leftOut : sent).increment(spans.size());
      collectorIsAway = false;
      waitSeconds = FIRST_WAIT_SECONDS;
      health = Health.up("%.0f spans sent".formatted(sent.count()));
    }
    if (!records.isEmpty()) {
      consumer.commitSync();
    }
  }

  private void tryAgain(String trouble) {
    LOG.warn("traces: {}; again in {} s", trouble, waitSeconds);
    health = Health.degraded(trouble);
    try {
      if (!closing.await(waitSeconds, TimeUnit.SECONDS)) {
        waitSeconds = Math.min(2 * waitSeconds, LONGEST_WAIT_SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closing.countDown();
    }
  }

  private boolean isClosing() {
    return closing.getCount() == 0;
  }

  @Override
  public void stopping() {
    closing.countDown();
  }

  @Override
  public void close() {
    closing.countDown();
    if (thread != null) {
      try {
        thread.join(END_WITHIN.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
