package io.sightline.runtime;

import io.sightline.schemas.Topic;
import io.sightline.schemas.serde.AvroDeserializer;
import io.sightline.schemas.serde.AvroSerializer;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Utils;

/**
 * Makes the serdes for values. They are chosen by class name with Kafka's own keys, {@code
 * value.serializer} and {@code value.deserializer}, so that Confluent's can be put in their place.
 */
public final class AvroSerdes {
  private AvroSerdes() {}

  /** Reads and writes the values of a topic; a record of another class is refused. */
  public static <V extends SpecificRecord> Serde<V> serde(KafkaSettings kafka, Topic<V> topic) {
    return Serdes.serdeFrom(AvroSerdes.<V>serializer(kafka), deserializer(kafka, topic));
  }

  /** Writes values of any topic. */
  @SuppressWarnings("unchecked") // the class is known by name only
  public static <V extends SpecificRecord> Serializer<V> serializer(KafkaSettings kafka) {
    String className =
        kafka.properties().getOrDefault("value.serializer", AvroSerializer.class.getName());
    Serializer<V> serializer = create(className, Serializer.class);
    serializer.configure(kafka.serde(), false);
    return serializer;
  }

  /** Reads values of a topic; a record of another class is refused. */
  public static <V extends SpecificRecord> Deserializer<V> deserializer(
      KafkaSettings kafka, Topic<V> topic) {
    Map<String, Object> configuration = new HashMap<>(kafka.serde());
    if (topic.value() != null) {
      configuration.put(AvroDeserializer.VALUE_TYPE, topic.value());
    }
    return deserializer(kafka, configuration);
  }

  /** Reads values of any topic, each into the class that its own schema names. */
  public static <V extends SpecificRecord> Deserializer<V> deserializer(KafkaSettings kafka) {
    return deserializer(kafka, kafka.serde());
  }

  @SuppressWarnings("unchecked") // the class is known by name only
  private static <V extends SpecificRecord> Deserializer<V> deserializer(
      KafkaSettings kafka, Map<String, ?> serdeConfiguration) {
    String className =
        kafka.properties().getOrDefault("value.deserializer", AvroDeserializer.class.getName());
    Deserializer<V> deserializer = create(className, Deserializer.class);
    Map<String, Object> configuration = new HashMap<>(serdeConfiguration);
    // Confluent's needs to be told that these are generated classes.
    configuration.put("specific.avro.reader", true);
    deserializer.configure(configuration, false);
    return deserializer;
  }

  private static <T> T create(String className, Class<T> type) {
    try {
      return Utils.newInstance(className, type);
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException(
          "class '%s': expected a %s on the class path".formatted(className, type.getSimpleName()),
          e);
    }
  }
}
