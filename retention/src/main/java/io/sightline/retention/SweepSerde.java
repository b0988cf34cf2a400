package io.sightline.retention;

import io.sightline.avro.RetentionRequest;
import io.sightline.retention.Sweep.Tally;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.apache.kafka.common.serialization.Serde;

/** The fields of a sweep in their order, the request in its own bytes. */
final class SweepSerde {
  private SweepSerde() {}

  static Serde<Sweep> over(Serde<RetentionRequest> requests) {
    return StateBytes.serde(
        "a sweep",
        (topic, sweep, out) ->
            write(sweep, requests.serializer().serialize(topic, sweep.request()), out),
        (topic, in) ->
            read(requests.deserializer().deserialize(topic, in.readNBytes(in.readInt())), in));
  }

  private static void write(Sweep sweep, byte[] request, DataOutputStream out) throws IOException {
    out.writeInt(request.length);
    out.write(request);
    out.writeInt(sweep.range());
    out.writeUTF(sweep.cursor());
    out.writeLong(sweep.tally().touched());
    out.writeLong(sweep.tally().bytes());
    out.writeLong(sweep.tally().tooLate());
    out.writeLong(sweep.tally().held());
    StateBytes.write(sweep.pending(), out, DataOutputStream::writeUTF);
  }

  private static Sweep read(RetentionRequest request, DataInputStream in) throws IOException {
    return new Sweep(
        request,
        in.readInt(),
        in.readUTF(),
        new Tally(in.readLong(), in.readLong(), in.readLong(), in.readLong()),
        StateBytes.list(in, DataInput::readUTF));
  }
}
