package io.sightline.schemas.serde;

import static io.sightline.schemas.serde.WireFormat.HEADER_BYTES;
import static io.sightline.schemas.serde.WireFormat.MAGIC;
import static java.util.Objects.requireNonNull;

import io.sightline.schemas.GeneratedClasses;
import io.sightline.schemas.registry.RegistrySettings;
import io.sightline.schemas.registry.SchemaRegistry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads generated classes in Confluent's wire format, whatever compatible version of the schema
 * they were written with.
 *
 * <p>The class is the one given, or the one that {@code specific.avro.value.type} names, or else
 * the one with the name of the writer's schema.
 */
public final class AvroDeserializer<T extends SpecificRecord> implements Deserializer<T> {
  public static final String VALUE_TYPE = "specific.avro.value.type";

  private final ConcurrentMap<Integer, DatumReader<T>> readers = new ConcurrentHashMap<>();
  private @Nullable Class<T> type;
  private @Nullable SchemaRegistry registry;

  static {
    GeneratedClasses.trust();
  }

  public AvroDeserializer() {}

  public AvroDeserializer(Class<T> type) {
    this.type = type;
  }

  /** Reads with a registry at hand; what the configuration says about the registry is not read. */
  public AvroDeserializer(Class<T> type, SchemaRegistry registry) {
    this.type = type;
    this.registry = registry;
  }

  @Override
  public void configure(Map<String, ?> configuration, boolean isKey) {
    if (registry == null) {
      registry = SchemaRegistry.open(RegistrySettings.from(configuration));
    }
    Object named = configuration.get(VALUE_TYPE);
    if (type == null && named != null) {
      type = RecordTypes.named(named);
    }
  }

  /**
   * Null stays null: a tombstone.
   *
   * @throws SerializationException if these bytes are not a record of the expected class: the
   *     record is bad, now and later
   * @throws io.sightline.schemas.registry.RegistryUnavailableException if the registry cannot
   *     answer for now: the record may be good
   */
  @Override
  public @Nullable T deserialize(String topic, byte @Nullable [] bytes) {
    if (bytes == null) {
      return null;
    }
    int id = schemaId(topic, bytes);
    DatumReader<T> reader = reader(topic, id);
    BinaryDecoder decoder =
        DecoderFactory.get().binaryDecoder(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES, null);
    try {
      T value = reader.read(null, decoder);
      if (!decoder.isEnd()) {
        throw bad(topic, id, bytes, "bytes left over after the record", null);
      }
      return value;
    } catch (IOException
        | AvroRuntimeException
        | IndexOutOfBoundsException
        | UnsupportedOperationException e) { // What Avro throws for lengths over its limits.
      throw bad(topic, id, bytes, "does not follow its schema: " + e, e);
    }
  }

  private static int schemaId(String topic, byte[] bytes) {
    if (bytes.length < HEADER_BYTES) {
      throw new SerializationException(
          "topic '%s': record of %d bytes, expected at least %d: 0, schema id, Avro"
              .formatted(topic, bytes.length, HEADER_BYTES));
    }
    if (bytes[0] != MAGIC) {
      throw new SerializationException(
          "topic '%s': first byte 0x%02x, expected 0x00: not a record in Confluent's wire format"
              .formatted(topic, bytes[0]));
    }
    return ByteBuffer.wrap(bytes, 1, Integer.BYTES).getInt();
  }

  private DatumReader<T> reader(String topic, int id) {
    DatumReader<T> known = readers.get(id);
    if (known != null) {
      return known;
    }
    Schema writer =
        requireNonNull(registry, "configure() was not called")
            .byId(id)
            .orElseThrow(
                () ->
                    new SerializationException(
                        "topic '%s': schema id %d, which the registry does not know"
                            .formatted(topic, id)));
    DatumReader<T> reader = reader(topic, id, writer);
    readers.put(id, reader);
    return reader;
  }

  private DatumReader<T> reader(String topic, int id, Schema writer) {
    Class<T> into = type != null ? type : RecordTypes.of(topic, id, writer);
    SpecificData model = SpecificData.getForClass(into);
    Schema reader = model.getSchema(into);
    RecordTypes.requireReadable(topic, id, writer, reader);
    return new SpecificDatumReader<>(writer, reader, model);
  }

  private static SerializationException bad(
      String topic, int id, byte[] bytes, String problem, @Nullable Exception cause) {
    return new SerializationException(
        "topic '%s': record of %d bytes with schema id %d: %s"
            .formatted(topic, bytes.length, id, problem),
        cause);
  }
}
