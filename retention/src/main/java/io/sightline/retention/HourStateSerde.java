package io.sightline.retention;

import static java.time.temporal.ChronoUnit.MICROS;

import io.sightline.retention.HourState.Phase;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** The fields in their order, times in microseconds since 1970. */
final class HourStateSerde {
  private HourStateSerde() {}

  static Serde<HourState> create() {
    return Serdes.serdeFrom(
        (topic, state) -> state == null ? null : write(state),
        (topic, bytes) -> bytes == null ? null : read(bytes));
  }

  private static byte[] write(HourState state) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeUTF(state.phase().name());
      out.writeUTF(state.camera());
      out.writeLong(micros(state.hour()));
      out.writeLong(micros(state.deadline()));
      out.writeUTF(state.rule());
      out.writeLong(micros(state.recordedAt()));
      out.writeLong(state.bytes());
      out.writeUTF(state.digest());
      out.writeInt(state.attempt());
      out.writeLong(micros(state.wakeAt()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static HourState read(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      return new HourState(
          Phase.valueOf(in.readUTF()),
          in.readUTF(),
          instant(in.readLong()),
          instant(in.readLong()),
          in.readUTF(),
          instant(in.readLong()),
          in.readLong(),
          in.readUTF(),
          in.readInt(),
          instant(in.readLong()));
    } catch (IOException e) {
      throw new UncheckedIOException("state of an hour of " + bytes.length + " bytes", e);
    }
  }

  private static long micros(Instant time) {
    return MICROS.between(Instant.EPOCH, time);
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, MICROS);
  }
}
