package io.sightline.runtime;

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
  private static final String SERIALIZER = "io.sightline.schemas.serde.AvroSerializer";
  private static final String DESERIALIZER = "io.sightline.schemas.serde.AvroDeserializer";

  private AvroSerdes() {}

  public static <V extends SpecificRecord> Serde<V> serde(KafkaSettings kafka) {
    return Serdes.serdeFrom(AvroSerdes.<V>serializer(kafka), AvroSerdes.<V>deserializer(kafka));
  }

  @SuppressWarnings("unchecked") // the class is known by name only
  public static <V extends SpecificRecord> Serializer<V> serializer(KafkaSettings kafka) {
    Serializer<V> serializer =
        create(kafka.properties().getOrDefault("value.serializer", SERIALIZER), Serializer.class);
    serializer.configure(kafka.serde(), false);
    return serializer;
  }

  @SuppressWarnings("unchecked") // the class is known by name only
  public static <V extends SpecificRecord> Deserializer<V> deserializer(KafkaSettings kafka) {
    Deserializer<V> deserializer =
        create(
            kafka.properties().getOrDefault("value.deserializer", DESERIALIZER),
            Deserializer.class);
    deserializer.configure(kafka.serde(), false);
    return deserializer;
  }

  private static <T> T create(String className, Class<T> type) {
    try {
      return Utils.newInstance(className, type);
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException(
          "class '" + className + "': expected a " + type.getSimpleName() + " on the class path",
          e);
    }
  }
}
