package io.sightline.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sightline.avro.Clip;
import io.sightline.avro.FrameRef;
import io.sightline.schemas.registry.InMemorySchemaRegistry;
import io.sightline.schemas.registry.RegistryException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AvroSerdeTest {
  private static final String SCOPE = "AvroSerdeTest";
  private static final Map<String, ?> MOCK = Map.of("schema.registry.url", "mock://" + SCOPE);

  private final InMemorySchemaRegistry registry = InMemorySchemaRegistry.ofScope(SCOPE);

  @AfterEach
  void drop() {
    InMemorySchemaRegistry.drop(SCOPE);
  }

  @Test
  void record_comesBackAsItWas() {
    AvroSerde<FrameRef> serde = AvroSerde.forValue(FrameRef.class, MOCK);
    byte[] bytes = serde.serializer().serialize("frames", Records.mark());
    assertThat(serde.deserializer().deserialize("frames", bytes)).isEqualTo(Records.mark());
  }

  @Test
  void withoutClass_writersNameSaysWhichOne() {
    AvroSerde<FrameRef> serde = new AvroSerde<>();
    serde.configure(MOCK, false);
    byte[] bytes = serde.serializer().serialize("frames", Records.mark());
    assertThat(serde.deserializer().deserialize("frames", bytes)).isEqualTo(Records.mark());
  }

  @Test
  void null_staysNull() {
    AvroSerde<Clip> serde = AvroSerde.forValue(Clip.class, MOCK);
    assertThat(serde.serializer().serialize("clips", null)).isNull();
    assertThat(serde.deserializer().deserialize("clips", null)).isNull();
  }

  @Test
  void bytes_areZeroIdAndPlainAvro() throws Exception {
    AvroSerde<Clip> serde = AvroSerde.forValue(Clip.class, MOCK);
    byte[] bytes = serde.serializer().serialize("sightline.clips", Records.clip("c"));

    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    assertThat(buffer.get()).isZero();
    Schema schema = registry.byId(buffer.getInt()).orElseThrow();
    assertThat(registry.latest("sightline.clips-value").orElseThrow().schema()).isEqualTo(schema);
    GenericRecord clip =
        new GenericDatumReader<GenericRecord>(schema)
            .read(null, DecoderFactory.get().binaryDecoder(bytes, 5, bytes.length - 5, null));
    assertThat(clip.get("clip_id")).hasToString("c");
    assertThat(clip.get("captured_at")).isEqualTo(1_772_366_400_123_456L);
  }

  @Test
  void olderAndNewerWriter_areResolved() throws Exception {
    Schema other =
        SchemaBuilder.record("Clip")
            .namespace("io.sightline.avro")
            .fields()
            .requiredString("a_field_of_tomorrow")
            .requiredString("clip_id")
            .requiredString("record_id")
            .requiredString("camera")
            .endRecord();
    GenericRecord record = new GenericData.Record(other);
    record.put("a_field_of_tomorrow", "x");
    record.put("clip_id", "c1");
    record.put("record_id", "r1");
    record.put("camera", "front");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(0);
    out.write(ByteBuffer.allocate(4).putInt(registry.register("clips-value", other)).array());
    var encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    new GenericDatumWriter<GenericRecord>(other).write(record, encoder);

    Clip clip =
        AvroSerde.forValue(Clip.class, MOCK).deserializer().deserialize("clips", out.toByteArray());
    assertThat(clip.getClipId()).isEqualTo("c1");
    assertThat(clip.getRevision()).isZero();
    assertThat(clip.getCapturedAt()).isEqualTo(Instant.EPOCH);
    assertThat(clip.getDeadline()).isNull();
  }

  @Test
  void unregisteredSchemaWithoutAutoRegister_isRefused() {
    AvroSerializer<Clip> serializer = new AvroSerializer<>(registry);
    serializer.configure(Map.of("auto.register.schemas", "false"), false);
    assertThatThrownBy(() -> serializer.serialize("clips", Records.clip("c")))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("clips-value")
        .hasMessageContaining("register it first");

    registry.register("clips-value", Clip.getClassSchema());
    assertThat(serializer.serialize("clips", Records.clip("c"))).isNotNull();
  }

  @Test
  void useLatest_refusesWhenTheNewestIsAnother() {
    AvroSerializer<Clip> serializer = new AvroSerializer<>(registry);
    serializer.configure(Map.of("use.latest.version", true), false);
    registry.register("clips-value", Clip.getClassSchema());
    assertThat(serializer.serialize("clips", Records.clip("c"))).isNotNull();

    registry.register("other-value", FrameRef.getClassSchema());
    assertThatThrownBy(() -> serializer.serialize("other", Records.clip("c")))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("other-value");
  }

  @Test
  void recordNameStrategyOfConfluent_namesTheSubject() {
    AvroSerializer<Clip> serializer = new AvroSerializer<>(registry);
    String strategy = "io.confluent.kafka.serializers.subject.RecordNameStrategy";
    serializer.configure(Map.of("value.subject.name.strategy", strategy), false);
    serializer.serialize("clips", Records.clip("c"));
    assertThat(registry.latest("io.sightline.avro.Clip")).isPresent();
  }

  @Test
  void unknownStrategy_isRefused() {
    assertThatThrownBy(
            () ->
                new AvroSerializer<Clip>(registry)
                    .configure(Map.of("value.subject.name.strategy", "x.Other"), false))
        .hasMessageContaining("x.Other")
        .hasMessageContaining("TopicNameStrategy");
  }
}
