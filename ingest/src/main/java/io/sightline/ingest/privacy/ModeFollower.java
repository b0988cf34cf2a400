package io.sightline.ingest.privacy;

import io.sightline.avro.Mode;
import io.sightline.runtime.Health;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads {@code modes} to its end and follows it, in a thread of its own. Until the end was reached
 * no camera may be open; when the broker goes away later, what was known last holds.
 */
public final class ModeFollower implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ModeFollower.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final String API_TIMEOUT_MILLIS = "10000";
  private static final long RETRY_MILLIS = 1000;
  private static final long STOP_MILLIS = 5000;

  private final KafkaSettings kafka;
  private final Deserializer<Mode> modes;
  private final String site;
  private final String topic;
  private final Thread thread;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private volatile Admission admission = Admission.NOT_YET;
  private volatile Health health = Health.starting("reading modes");
  private volatile boolean closing;
  private boolean everRead;

  public ModeFollower(KafkaSettings kafka, Deserializer<Mode> modes, String site) {
    this.kafka = kafka;
    this.modes = modes;
    this.site = site;
    this.topic = kafka.topics().name(Topics.MODES);
    this.thread = new Thread(this::run, "ingest-" + site + "-modes");
  }

  public void start() {
    thread.start();
  }

  /** As of now. */
  public Admission admission() {
    return admission;
  }

  /** Tells each change, by the follower's thread. */
  public void listen(Runnable listener) {
    listeners.add(listener);
  }

  public void forget(Runnable listener) {
    listeners.remove(listener);
  }

  public Health health() {
    return health;
  }

  private void run() {
    while (!closing) {
      try (KafkaConsumer<String, byte[]> consumer = consumer()) {
        follow(consumer);
      } catch (KafkaException e) {
        failed(String.valueOf(e.getMessage()));
      } catch (RuntimeException e) {
        LOG.error("{}: failed", topic, e);
        failed(e.toString());
      }
    }
  }

  private KafkaConsumer<String, byte[]> consumer() {
    Properties properties = kafka.consumer(thread.getName(), thread.getName());
    properties.remove("group.id");
    properties.remove("group.instance.id");
    properties.put("allow.auto.create.topics", "false");
    properties.put("default.api.timeout.ms", API_TIMEOUT_MILLIS);
    return new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
  }

  private void follow(KafkaConsumer<String, byte[]> consumer) {
    List<TopicPartition> partitions = partitions(consumer);
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    ModeState state = ModeState.of(site);
    boolean atEnd = false;
    while (!closing) {
      for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
        state = take(state, record);
        if (atEnd) {
          admit(state.admission());
        }
      }
      if (!atEnd && ends.entrySet().stream().allMatch(e -> read(consumer, e))) {
        atEnd = true;
        everRead = true;
        health = Health.up();
        admit(state.admission());
      }
    }
  }

  private static boolean read(
      KafkaConsumer<String, byte[]> consumer, Map.Entry<TopicPartition, Long> end) {
    return consumer.position(end.getKey()) >= end.getValue();
  }

  private List<TopicPartition> partitions(KafkaConsumer<String, byte[]> consumer) {
    List<PartitionInfo> infos = consumer.partitionsFor(topic);
    if (infos == null || infos.isEmpty()) {
      throw new KafkaException("there is no topic " + topic + ": make it with 'topics create'");
    }
    return infos.stream().map(info -> new TopicPartition(topic, info.partition())).toList();
  }

  private ModeState take(ModeState state, ConsumerRecord<String, byte[]> record) {
    String where = topic + "-" + record.partition() + " at " + record.offset();
    try {
      Mode mode = modes.deserialize(topic, record.value());
      return mode != null && mode.getSite().equals(record.key())
          ? state.take(mode)
          : state.takeUnreadable(record.key(), where + ": expected a mode of the site in its key");
    } catch (SerializationException e) {
      LOG.error("{}: not a mode: {}", where, e.getMessage());
      return state.takeUnreadable(record.key(), where + ": " + e.getMessage());
    }
  }

  private void failed(@Nullable String why) {
    if (closing) {
      return;
    }
    health = Health.degraded("cannot follow " + topic + ": " + why);
    LOG.warn("cannot follow {}, trying again: {}", topic, why);
    if (!everRead) {
      admit(Admission.unknown("the mode of site " + site + " cannot be read: " + why));
    }
    try {
      Thread.sleep(RETRY_MILLIS);
    } catch (InterruptedException e) {
      closing = true;
    }
  }

  private void admit(Admission now) {
    Admission before = admission;
    if (now.equals(before)) {
      return;
    }
    admission = now;
    if (now.open()) {
      LOG.info("site {}: cameras may be open", site);
    } else {
      LOG.warn("site {}: cameras are closed: {}", site, now.cause());
    }
    listeners.forEach(Runnable::run);
  }

  @Override
  public void close() {
    closing = true;
    try {
      if (thread.isAlive()) {
        thread.join(STOP_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
