package io.sightline.alerting;

import io.sightline.alerting.core.CameraVersion;
import io.sightline.avro.Camera;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** A camera version with the place of its record; for a store in memory, so without a version. */
final class CameraVersionSerde {
  private CameraVersionSerde() {}

  static Serde<CameraVersion> create() {
    return Serdes.serdeFrom(
        (topic, version) -> version == null ? null : write(version),
        (topic, bytes) -> bytes == null ? null : read(bytes));
  }

  private static byte[] write(CameraVersion version) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeUTF(version.topic());
      out.writeInt(version.partition());
      out.writeLong(version.offset());
      ByteBuffer camera = version.camera().toByteBuffer();
      out.write(camera.array(), camera.arrayOffset() + camera.position(), camera.remaining());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static CameraVersion read(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      String topic = in.readUTF();
      int partition = in.readInt();
      long offset = in.readLong();
      Camera camera = Camera.fromByteBuffer(ByteBuffer.wrap(in.readAllBytes()));
      return new CameraVersion(camera, topic, partition, offset);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
