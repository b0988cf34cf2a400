package io.sightline.ingest.ffmpeg;

import io.sightline.clipstore.StagedBytes;
import io.sightline.ingest.media.ClipWriter;
import io.sightline.ingest.media.MediaEvent;
import io.sightline.ingest.media.StreamInfo;
import io.sightline.ingest.media.StreamInfo.Kind;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One clip: packets go to a scratch file as they come, and from there to the finished file. */
final class FfmpegClipWriter implements ClipWriter {
  private static final Logger LOG = LoggerFactory.getLogger(FfmpegClipWriter.class);

  private final StagedBytes scratch;
  private final StreamInfo info;
  private final Container container;
  private final boolean forward;

  /** From the first video packet on. */
  private @Nullable Muxer muxer;

  /** To which it writes, if that is not FFmpeg's to do. */
  private @Nullable Closeable stream;

  private @Nullable String sha256;

  private long originMicros;
  private long lastMicros;
  private boolean done;

  /**
   * @param forward the container is written from front to back, and its digest asked for
   */
  FfmpegClipWriter(StagedBytes scratch, StreamInfo info, Container container, boolean forward) {
    this.forward = forward;
    this.scratch = scratch;
    this.info = info;
    this.container = container;
  }

  @Override
  public void write(MediaEvent.Packet packet) throws IOException {
    if (done) {
      throw new IllegalStateException("clip " + scratch.path() + " is finished");
    }
    Kind kind = info.streams().get(packet.stream()).kind();
    if (muxer == null && kind == Kind.VIDEO) {
      begin(packet);
    }
    // Sound from before, and pictures that are shown before the key picture but follow it in the
    // stream: those depend on pictures that are not in the clip.
    boolean early = packet.ptsMicros() < originMicros;
    if (muxer != null && !early) {
      muxer.write(packet, originMicros);
      lastMicros = kind == Kind.VIDEO ? Math.max(lastMicros, packet.ptsMicros()) : lastMicros;
    }
  }

  private void begin(MediaEvent.Packet first) throws IOException {
    if (!first.key()) {
      throw new IllegalArgumentException(
          "clip " + scratch.path() + " begins with a dependent picture, expected a key picture");
    }
    originMicros = first.ptsMicros();
    List<CodecParameters> streams =
        info.streams().stream().map(s -> (CodecParameters) s.parameters()).toList();
    muxer =
        new Muxer(
            output(),
            container.format(),
            streams,
            container.growing(),
            Map.of(Remux.ORIGIN_TAG, Remux.ORIGIN_PREFIX + originMicros),
            Muxer.Order.AS_GIVEN);
  }

  private Output output() throws IOException {
    if (!scratch.isSealed() && forward) {
      DigestedFile file = new DigestedFile(scratch.path());
      stream = file;
      return Output.to(scratch.path().toString(), file);
    }
    if (!scratch.isSealed()) {
      return Output.file(scratch.path());
    }
    OutputStream opened = scratch.write();
    stream = opened;
    return Output.to(scratch.path().toString(), opened);
  }

  @Override
  public Written finish(StagedBytes target) throws IOException {
    end();
    return Remux.run(scratch, target);
  }

  @Override
  public Written complete() throws IOException {
    end();
    return new Written(
        container.format(), codec(Kind.VIDEO), audioCodec(), originMicros, lastMicros);
  }

  private void end() throws IOException {
    if (muxer == null) {
      throw new IOException("cannot finish clip " + scratch.path() + ": no picture was written");
    }
    done = true;
    muxer.finish();
    muxer.close();
    if (stream != null) {
      stream.close();
    }
    if (stream instanceof DigestedFile file) {
      sha256 = file.sha256();
    }
  }

  @Override
  public @Nullable String sha256() {
    return sha256;
  }

  private @Nullable String audioCodec() {
    boolean silent = info.streams().stream().noneMatch(s -> s.kind() == Kind.AUDIO);
    return silent ? null : codec(Kind.AUDIO);
  }

  private String codec(Kind kind) {
    return info.streams().stream()
        .filter(s -> s.kind() == kind)
        .map(StreamInfo.Stream::codec)
        .findFirst()
        .orElse("");
  }

  @Override
  public void close() {
    done = true;
    if (muxer != null) {
      muxer.close();
    }
    try {
      if (stream != null) {
        stream.close();
      }
    } catch (IOException e) {
      LOG.debug("{}: abandoned", scratch.path(), e);
    }
  }
}
