package io.sightline.ingest.camera;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sightline.clipstore.StagedBytes;
import io.sightline.ingest.media.ClipWriter;
import io.sightline.ingest.media.MediaEvent.Packet;
import io.sightline.ingest.media.StreamInfo;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
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
  public ClipWriter open(StagedBytes scratch, StreamInfo info) {
    return new Writer(scratch.path());
  }

  @Override
  public ClipWriter.Written salvage(StagedBytes scratch, StagedBytes target) throws IOException {
    Files.copy(scratch.path(), target.path(), StandardCopyOption.REPLACE_EXISTING);
    return written(Files.readAllLines(scratch.path()));
  }

  @Override
  public ClipWriter.Written describe(String name, SeekableByteChannel media) throws IOException {
    String text = new String(Channels.newInputStream(media).readAllBytes(), UTF_8);
    return written(text.lines().toList());
  }

  private static ClipWriter.Written written(List<String> lines) {
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
    public Written finish(StagedBytes target) throws IOException {
      return salvage(StagedBytes.plain(scratch), target);
    }

    @Override
    public Written complete() throws IOException {
      return written(Files.readAllLines(scratch));
    }

    @Override
    public void close() {}
  }
}
