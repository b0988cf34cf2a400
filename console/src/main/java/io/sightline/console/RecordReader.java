package io.sightline.console;

import io.sightline.console.view.Change;
import io.sightline.console.view.Views;
import io.sightline.schemas.Topic;
import io.sightline.schemas.Topics;
import io.sightline.schemas.serde.AvroDeserializer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/** From records as they lie on the topics to changes of the views. */
final class RecordReader {
  /** Configuration first, so that names are known when alerts come. */
  static final List<Topic<? extends SpecificRecord>> READ =
      List.of(
          Topics.CAMERAS,
          Topics.HEALTH,
          Topics.CLIPS,
          Topics.DECISIONS,
          Topics.ALERTS,
          Topics.FEEDBACK,
          Topics.PRESSURE,
          Topics.HOLDS,
          Topics.ERASURES);

  private final Views views;
  private final Map<String, Topic<?>> topics = new HashMap<>();
  private final Map<String, Deserializer<? extends SpecificRecord>> deserializers = new HashMap<>();

  RecordReader(Topics names, Views views, Map<String, ?> serde) {
    this.views = views;
    for (Topic<? extends SpecificRecord> topic : READ) {
      topics.put(names.name(topic), topic);
      deserializers.put(names.name(topic), deserializer(topic, serde));
    }
  }

  private static <V extends SpecificRecord> Deserializer<V> deserializer(
      Topic<V> topic, Map<String, ?> serde) {
    Class<V> type = topic.value();
    if (type == null) {
      throw new IllegalArgumentException("topic " + topic.name() + ": expected one with a schema");
    }
    AvroDeserializer<V> deserializer = new AvroDeserializer<>(type);
    deserializer.configure(serde, false);
    return deserializer;
  }

  /** Their names on the broker. */
  static List<String> topics(Topics names) {
    return READ.stream().map(names::name).toList();
  }

  /**
   * Puts a record into the views.
   *
   * @throws SerializationException if it cannot be read, now or later
   * @throws org.apache.kafka.common.errors.RetriableException if the registry is away
   */
  Optional<Change> apply(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null) {
      return gone(record);
    }
    return views.apply(deserializer(record.topic()).deserialize(record.topic(), record.value()));
  }

  private Deserializer<? extends SpecificRecord> deserializer(String topic) {
    Deserializer<? extends SpecificRecord> found = deserializers.get(topic);
    if (found == null) {
      throw new IllegalArgumentException("topic " + topic + ": expected one that is read here");
    }
    return found;
  }

  private Optional<Change> gone(ConsumerRecord<byte[], byte[]> record) {
    if (record.key() == null) {
      throw new SerializationException("neither key nor value: expected at least a key");
    }
    String key = new String(record.key(), StandardCharsets.UTF_8);
    Topic<?> topic = topics.get(record.topic());
    if (Topics.CLIPS.equals(topic)) {
      return views.clipGone(key);
    }
    if (Topics.HEALTH.equals(topic)) {
      return views.healthGone(key);
    }
    throw new SerializationException("tombstone for '" + key + "': expected a value on this topic");
  }
}
