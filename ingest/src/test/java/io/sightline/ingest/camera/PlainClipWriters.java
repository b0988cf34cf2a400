package io.sightline.ingest.camera;

import io.sightline.ingest.media.ClipWriter;
import io.sightline.ingest.media.MediaEvent.Packet;
import io.sightline.ingest.media.StreamInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** A clip is a line of text for each packet: its time. */
final class PlainClipWriters implements ClipWriter.Factory {
  @Override
  public String extension(StreamInfo info) {
    return "mp4";
  }

  @Override
  public ClipWriter open(Path scratch, StreamInfo info) {
    return new Writer(scratch);
  }

  @Override
  public ClipWriter.Written salvage(Path scratch, Path target) throws IOException {
    List<String> lines = Files.readAllLines(scratch);
    Files.copy(scratch, target, StandardCopyOption.REPLACE_EXISTING);
    return new ClipWriter.Written(
        "mp4",
        "h264",
        null,
        Long.parseLong(lines.get(0)),
        Long.parseLong(lines.get(lines.size() - 1)));
  }

  private final class Writer implements ClipWriter {
    private final Path scratch;
    private boolean begun;

    Writer(Path scratch) {
      this.scratch = scratch;
    }

    @Override
    public void write(Packet packet) throws IOException {
      if (!begun && !packet.key()) {
        throw new IllegalArgumentException("clip begins with a dependent picture");
      }
      begun = true;
      Files.writeString(
          scratch, packet.ptsMicros() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Override
    public Written finish(Path target) throws IOException {
      return salvage(scratch, target);
    }

    @Override
    public Written complete() throws IOException {
      Path copy = Files.createTempFile("plain", ".mp4");
      return salvage(scratch, copy);
    }

    @Override
    public void close() {}
  }
}
