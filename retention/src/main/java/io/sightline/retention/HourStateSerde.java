package io.sightline.retention;

import io.sightline.retention.HourState.Phase;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import org.apache.kafka.common.serialization.Serde;

/** The fields of an hour in their order. */
final class HourStateSerde {
  private HourStateSerde() {}

  static Serde<HourState> create() {
    return StateBytes.serde(
        "an hour's state", (topic, state, out) -> write(state, out), (topic, in) -> read(in));
  }

  private static void write(HourState state, DataOutputStream out) throws IOException {
    out.writeUTF(state.phase().name());
    out.writeUTF(state.camera());
    StateBytes.write(state.hour(), out);
    StateBytes.write(state.recordedAt(), out);
    out.writeLong(state.bytes());
    out.writeUTF(state.digest());
    out.writeLong(state.base().time().toSeconds());
    out.writeUTF(state.base().rule());
    out.writeInt(state.since());
    out.writeInt(state.last());
    StateBytes.write(state.deadline(), out);
    out.writeUTF(state.rule());
    out.writeInt(state.attempt());
    StateBytes.write(state.wakeAt(), out);
    StateBytes.write(state.holds(), out, DataOutputStream::writeUTF);
    ClipStateSerde.write(state.early(), out);
  }

  private static HourState read(DataInputStream in) throws IOException {
    return new HourState(
        Phase.valueOf(in.readUTF()),
        in.readUTF(),
        StateBytes.instant(in),
        StateBytes.instant(in),
        in.readLong(),
        in.readUTF(),
        new Kept(Duration.ofSeconds(in.readLong()), in.readUTF()),
        in.readInt(),
        in.readInt(),
        StateBytes.instant(in),
        in.readUTF(),
        in.readInt(),
        StateBytes.instant(in),
        StateBytes.list(in, DataInput::readUTF),
        ClipStateSerde.early(in));
  }
}
