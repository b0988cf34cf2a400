package io.sightline.schemas.serde;

import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaCompatibility.SchemaPairCompatibility;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;

/** Finds the generated class to read a record into. */
final class RecordTypes {
  private RecordTypes() {}

  /** The class that the configuration names. */
  static <T extends SpecificRecord> Class<T> named(Object value) {
    try {
      Class<?> type = value instanceof Class<?> given ? given : Class.forName(value.toString());
      return generated(type);
    } catch (ClassNotFoundException | ClassCastException e) {
      throw new ConfigException(
          AvroDeserializer.VALUE_TYPE, value, "expected the name of a generated Avro class");
    }
  }

  /** The class with the name of the writer's schema. */
  static <T extends SpecificRecord> Class<T> of(String topic, int id, Schema writer) {
    Class<?> type = SpecificData.get().getClass(writer);
    if (writer.getType() != Schema.Type.RECORD || type == null) {
      throw new SerializationException(
          "topic '%s': schema id %d is %s, expected a record that this build has a class for"
              .formatted(topic, id, writer.getFullName()));
    }
    return generated(type);
  }

  static void requireReadable(String topic, int id, Schema writer, Schema reader) {
    SchemaPairCompatibility found =
        SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
    boolean sameName = writer.getFullName().equals(reader.getFullName());
    if (!sameName || found.getType() != SchemaCompatibilityType.COMPATIBLE) {
      throw new SerializationException(
          "topic '%s': schema id %d is %s, expected one that %s can be read from%s"
              .formatted(
                  topic,
                  id,
                  writer.getFullName(),
                  reader.getFullName(),
                  sameName ? ": " + found.getResult().getIncompatibilities() : ""));
    }
  }

  @SuppressWarnings("unchecked") // The cast is checked by asSubclass; T is what the caller reads.
  private static <T extends SpecificRecord> Class<T> generated(Class<?> type) {
    return (Class<T>) type.asSubclass(SpecificRecord.class);
  }
}
