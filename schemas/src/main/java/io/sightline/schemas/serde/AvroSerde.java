package io.sightline.schemas.serde;

import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/** Both directions, for Kafka Streams. */
public final class AvroSerde<T extends SpecificRecord> implements Serde<T> {
  private final AvroSerializer<T> serializer = new AvroSerializer<>();
  private final AvroDeserializer<T> deserializer;

  /** Reads into the class with the name of the writer's schema; configure before use. */
  public AvroSerde() {
    deserializer = new AvroDeserializer<>();
  }

  /** Reads into this class; configure before use. */
  public AvroSerde(Class<T> type) {
    deserializer = new AvroDeserializer<>(type);
  }

  /** A serde for values, ready for use. */
  public static <T extends SpecificRecord> AvroSerde<T> forValue(
      Class<T> type, Map<String, ?> configuration) {
    AvroSerde<T> serde = new AvroSerde<>(type);
    serde.configure(configuration, false);
    return serde;
  }

  @Override
  public void configure(Map<String, ?> configuration, boolean isKey) {
    serializer.configure(configuration, isKey);
    deserializer.configure(configuration, isKey);
  }

  @Override
  public Serializer<T> serializer() {
    return serializer;
  }

  @Override
  public Deserializer<T> deserializer() {
    return deserializer;
  }
}
