package io.sightline.retention;

import static java.time.temporal.ChronoUnit.MICROS;

import io.sightline.avro.Clip;
import io.sightline.retention.ClipState.Phase;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/** Phase, attempt and time to wake in front of the clip's own bytes. */
final class ClipStateSerde {
  private static final int HEAD = 1 + Integer.BYTES + Long.BYTES;

  private ClipStateSerde() {}

  static Serde<ClipState> over(Serde<Clip> clips) {
    return Serdes.serdeFrom(
        (topic, state) -> state == null ? null : write(topic, state, clips),
        (topic, bytes) -> bytes == null ? null : read(topic, bytes, clips));
  }

  private static byte[] write(String topic, ClipState state, Serde<Clip> clips) {
    byte[] clip = clips.serializer().serialize(topic, state.clip());
    return ByteBuffer.allocate(HEAD + clip.length)
        .put(state.phase().code())
        .putInt(state.attempt())
        .putLong(MICROS.between(Instant.EPOCH, state.wakeAt()))
        .put(clip)
        .array();
  }

  private static @Nullable ClipState read(String topic, byte[] bytes, Serde<Clip> clips) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    Phase phase = Phase.of(in.get());
    int attempt = in.getInt();
    Instant wakeAt = Instant.EPOCH.plus(in.getLong(), MICROS);
    byte[] clip = new byte[in.remaining()];
    in.get(clip);
    return new ClipState(phase, clips.deserializer().deserialize(topic, clip), attempt, wakeAt);
  }
}
