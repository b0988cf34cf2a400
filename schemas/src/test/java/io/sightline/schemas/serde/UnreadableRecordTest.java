package io.sightline.schemas.serde;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sightline.avro.Clip;
import io.sightline.avro.FrameRef;
import io.sightline.schemas.registry.InMemorySchemaRegistry;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.SerializationException;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

/** Bytes that are no record of ours are told apart from a registry that is away, and explained. */
class UnreadableRecordTest {
  private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
  private final AvroSerializer<Clip> serializer = new AvroSerializer<>(registry);
  private final AvroDeserializer<Clip> deserializer = new AvroDeserializer<>(Clip.class, registry);
  private final int clipId = registry.register("clips-value", Clip.getClassSchema());

  @Test
  void text_isRefusedByItsFirstByte() {
    refused("{\"clip\": 1}".getBytes(UTF_8))
        .hasMessageContaining("0x7b")
        .hasMessageContaining("0x00");
  }

  @Test
  void fewerBytesThanTheHeader_isRefused() {
    refused(new byte[] {0, 0, 0})
        .hasMessageContaining("3 bytes")
        .hasMessageContaining("at least 5");
    refused(new byte[0]).hasMessageContaining("0 bytes");
  }

  @Test
  void unknownSchemaId_isRefused() {
    refused(framed(4711)).hasMessageContaining("4711").hasMessageContaining("clips");
  }

  @Test
  void truncated_isRefused() {
    byte[] good = serializer.serialize("clips", Records.clip("c"));
    for (int length = 5; length < good.length; length++) {
      refused(Arrays.copyOf(good, length)).hasMessageContaining("does not follow its schema");
    }
  }

  @Test
  void bytesLeftOver_isRefused() {
    byte[] good = serializer.serialize("clips", Records.clip("c"));
    refused(Arrays.copyOf(good, good.length + 1)).hasMessageContaining("left over");
  }

  @Test
  void recordOfAnotherClass_isRefused() {
    int id = registry.register("frames-value", FrameRef.getClassSchema());
    refused(framed(id))
        .hasMessageContaining("io.sightline.avro.FrameRef")
        .hasMessageContaining("io.sightline.avro.Clip");
  }

  @Test
  void schemaWithoutClass_isRefused() {
    AvroDeserializer<Clip> untyped = new AvroDeserializer<>();
    untyped.configure(Map.of("schema.registry.url", "mock://UnreadableRecordTest"), false);
    int id =
        InMemorySchemaRegistry.ofScope("UnreadableRecordTest")
            .register("x", Schema.create(Schema.Type.STRING));
    assertThatThrownBy(() -> untyped.deserialize("x", framed(id)))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("string");
  }

  @Test
  void hugeStringLength_isRefusedWithoutReservingIt() {
    refused(framed(clipId, 0xFC, 0xFF, 0xFF, 0xFF, 0x0F)); // 2^31 - 2 bytes follow, it says
    refused(framed(clipId, 0x80, 0x80, 0x80, 0x80, 0x08)); // 2^30: within what Java can reserve
  }

  @Test
  void hugeArrayLength_isRefusedWithoutReservingIt() {
    int id = registry.register("frames-value", FrameRef.getClassSchema());
    AvroDeserializer<FrameRef> frames = new AvroDeserializer<>(FrameRef.class, registry);
    // Empty strings and zeros up to `regions`, which claims 2^30 boxes.
    byte[] bytes = framed(id, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x80, 0x80, 0x80, 0x80, 0x08);
    assertThatThrownBy(() -> frames.deserialize("frames", bytes))
        .isInstanceOf(SerializationException.class);
  }

  @Property(tries = 2000)
  void anyBytes_giveARecordOrSerializationException(@ForAll byte[] noise) {
    byte[] bytes =
        ByteBuffer.allocate(5 + noise.length).put((byte) 0).putInt(clipId).put(noise).array();
    try {
      deserializer.deserialize("clips", bytes);
    } catch (SerializationException expected) {
      // One of the two outcomes; any other exception fails the test.
    }
  }

  private AbstractThrowableAssert<?, ? extends Throwable> refused(byte[] bytes) {
    return assertThatThrownBy(() -> deserializer.deserialize("clips", bytes))
        .isInstanceOf(SerializationException.class);
  }

  private static byte[] framed(int id, int... body) {
    ByteBuffer buffer = ByteBuffer.allocate(5 + body.length).put((byte) 0).putInt(id);
    for (int b : body) {
      buffer.put((byte) b);
    }
    return buffer.array();
  }
}
