package io.sightline.retention;

import io.sightline.avro.Clip;
import io.sightline.avro.Severity;
import io.sightline.retention.AlertFacts.Told;
import io.sightline.retention.ClipState.Phase;
import io.sightline.retention.Early.Cause;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/** What retention adds, in front of the clip's own bytes. */
final class ClipStateSerde {
  private ClipStateSerde() {}

  static Serde<ClipState> over(Serde<Clip> clips) {
    return StateBytes.serde(
        "a clip's state",
        (topic, state, out) -> write(state, clips.serializer().serialize(topic, state.clip()), out),
        (topic, in) -> read(in, bytes -> clips.deserializer().deserialize(topic, bytes)));
  }

  /** From a clip's bytes to the clip. */
  private interface Read {
    Clip clip(byte[] bytes);
  }

  private static void write(ClipState state, byte[] clip, DataOutputStream out) throws IOException {
    out.writeByte(state.phase().code());
    out.writeInt(state.attempt());
    StateBytes.write(state.wakeAt(), out);
    out.writeLong(state.base().time().toSeconds());
    out.writeUTF(state.base().rule());
    write(state.facts(), out);
    StateBytes.write(state.holds(), out, DataOutputStream::writeUTF);
    write(state.early(), out);
    out.writeInt(clip.length);
    out.write(clip);
  }

  private static ClipState read(DataInputStream in, Read clips) throws IOException {
    Phase phase = Phase.of(in.readByte());
    int attempt = in.readInt();
    var wakeAt = StateBytes.instant(in);
    Kept base = new Kept(Duration.ofSeconds(in.readLong()), in.readUTF());
    AlertFacts facts = facts(in);
    List<String> holds = StateBytes.list(in, DataInput::readUTF);
    Early early = early(in);
    Clip clip = clips.clip(in.readNBytes(in.readInt()));
    return new ClipState(phase, clip, attempt, wakeAt, base, facts, holds, early);
  }

  private static void write(AlertFacts facts, DataOutputStream out) throws IOException {
    out.writeBoolean(facts.decided());
    out.writeBoolean(facts.many());
    StateBytes.write(facts.alerts(), out, DataOutputStream::writeUTF);
    StateBytes.write(facts.told(), out, ClipStateSerde::write);
  }

  private static AlertFacts facts(DataInputStream in) throws IOException {
    boolean decided = in.readBoolean();
    boolean many = in.readBoolean();
    List<String> alerts = StateBytes.list(in, DataInput::readUTF);
    return new AlertFacts(decided, alerts, StateBytes.list(in, ClipStateSerde::told), many);
  }

  private static void write(DataOutputStream out, Told told) throws IOException {
    out.writeUTF(told.alertId());
    out.writeUTF(told.severity().name());
    out.writeUTF(told.label());
  }

  private static Told told(DataInputStream in) throws IOException {
    return new Told(in.readUTF(), Severity.valueOf(in.readUTF()), in.readUTF());
  }

  /** An empty cause: none. */
  static void write(@Nullable Early early, DataOutputStream out) throws IOException {
    out.writeUTF(early == null ? "" : early.cause().toString());
    out.writeUTF(early == null ? "" : early.request());
  }

  static @Nullable Early early(DataInputStream in) throws IOException {
    String cause = in.readUTF();
    String request = in.readUTF();
    return cause.isEmpty() ? null : new Early(Cause.of(cause), request);
  }
}
