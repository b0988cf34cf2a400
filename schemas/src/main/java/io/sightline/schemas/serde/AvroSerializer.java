package io.sightline.schemas.serde;

import static io.sightline.schemas.serde.WireFormat.MAGIC;
import static java.util.Objects.requireNonNull;

import io.sightline.schemas.GeneratedClasses;
import io.sightline.schemas.registry.RegisteredSchema;
import io.sightline.schemas.registry.RegistryException;
import io.sightline.schemas.registry.RegistrySettings;
import io.sightline.schemas.registry.SchemaRegistry;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes generated classes in Confluent's wire format. By default a new schema is registered; with
 * {@code auto.register.schemas=false} it must be there already, and with {@code
 * use.latest.version=true} also be the subject's newest.
 */
public final class AvroSerializer<T extends SpecificRecord> implements Serializer<T> {
  public static final String AUTO_REGISTER = "auto.register.schemas";
  public static final String USE_LATEST = "use.latest.version";

  private static final int NOT_REGISTERED = 40403;

  private record Kind(String topic, Class<?> type) {}

  private record Encoding(int id, DatumWriter<SpecificRecord> writer) {}

  private final ConcurrentMap<Kind, Encoding> encodings = new ConcurrentHashMap<>();
  private @Nullable SchemaRegistry registry;
  private SubjectNames subjects = SubjectNames.TOPIC;
  private boolean isKey;
  private boolean autoRegister = true;
  private boolean useLatest;

  static {
    GeneratedClasses.trust();
  }

  public AvroSerializer() {}

  /** Writes with a registry at hand; what the configuration says about the registry is not read. */
  public AvroSerializer(SchemaRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void configure(Map<String, ?> configuration, boolean isKey) {
    this.isKey = isKey;
    subjects = SubjectNames.from(configuration, isKey);
    autoRegister = flag(configuration, AUTO_REGISTER, true);
    useLatest = flag(configuration, USE_LATEST, false);
    if (registry == null) {
      registry = SchemaRegistry.open(RegistrySettings.from(configuration));
    }
  }

  /**
   * Null stays null: a tombstone.
   *
   * @throws SerializationException if the record does not fit its schema
   */
  @Override
  public byte @Nullable [] serialize(String topic, @Nullable T value) {
    if (value == null) {
      return null;
    }
    Encoding encoding = encoding(topic, value);
    ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    try {
      DataOutputStream header = new DataOutputStream(out);
      header.writeByte(MAGIC);
      header.writeInt(encoding.id());
      BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
      encoding.writer().write(value, encoder);
      encoder.flush();
    } catch (IOException | AvroRuntimeException | NullPointerException e) {
      // Avro says with a NullPointerException that a field without a null in its type is null.
      throw new SerializationException(
          "topic '%s': cannot write a %s: %s"
              .formatted(topic, value.getSchema().getFullName(), e.getMessage()),
          e);
    }
    return out.toByteArray();
  }

  private Encoding encoding(String topic, SpecificRecord value) {
    Kind kind = new Kind(topic, value.getClass());
    Encoding known = encodings.get(kind);
    if (known != null) {
      return known;
    }
    Schema schema = value.getSchema();
    int id = id(subjects.subject(topic, isKey, schema.getFullName()), schema);
    SpecificData model = SpecificData.getForClass(value.getClass());
    Encoding encoding = new Encoding(id, new SpecificDatumWriter<>(schema, model));
    encodings.put(kind, encoding);
    return encoding;
  }

  private int id(String subject, Schema schema) {
    SchemaRegistry to = requireNonNull(registry, "configure() was not called");
    if (useLatest) {
      return latest(to, subject, schema);
    }
    return autoRegister
        ? to.register(subject, schema)
        : to.idOf(subject, schema).orElseThrow(() -> notRegistered(subject, schema));
  }

  private static int latest(SchemaRegistry registry, String subject, Schema schema) {
    RegisteredSchema latest =
        registry.latest(subject).orElseThrow(() -> notRegistered(subject, schema));
    long expected = SchemaNormalization.parsingFingerprint64(schema);
    if (SchemaNormalization.parsingFingerprint64(latest.schema()) != expected) {
      throw new RegistryException(
          ("subject '%s': the newest version, %d, is not the schema that this build writes; set %s=false"
                  + " to write with an older registered version")
              .formatted(subject, latest.version(), USE_LATEST),
          NOT_REGISTERED);
    }
    return latest.id();
  }

  private static RegistryException notRegistered(String subject, Schema schema) {
    return new RegistryException(
        "subject '%s': the schema %s of this build is not registered there, and %s=false: register it first"
            .formatted(subject, schema.getFullName(), AUTO_REGISTER),
        NOT_REGISTERED);
  }

  private static boolean flag(Map<String, ?> configuration, String key, boolean absent) {
    Object value = configuration.get(key);
    return value == null ? absent : Boolean.parseBoolean(value.toString());
  }
}
