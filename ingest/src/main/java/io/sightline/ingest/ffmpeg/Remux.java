package io.sightline.ingest.ffmpeg;

import io.sightline.ingest.ffmpeg.Demuxer.Track;
import io.sightline.ingest.media.ClipWriter.Written;
import io.sightline.ingest.media.MediaEvent;
import io.sightline.ingest.media.SourceException;
import io.sightline.ingest.media.SourceOptions;
import io.sightline.ingest.media.StreamInfo.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From a scratch file, whole or cut off, to a finished clip that begins at 0. */
final class Remux {
  private static final Logger LOG = LoggerFactory.getLogger(Remux.class);

  /** Where the scratch file keeps the source's time of its first picture. */
  static final String ORIGIN_TAG = "comment";

  static final String ORIGIN_PREFIX = "origin_micros=";

  private final Path target;
  private final Demuxer demuxer;
  private final Intake intake;
  private long firstPts = Ffmpeg.NO_TIME;
  private long lastPts = Ffmpeg.NO_TIME;

  private Remux(Path target, Demuxer demuxer, Intake intake) {
    this.target = target;
    this.demuxer = demuxer;
    this.intake = intake;
  }

  static Written run(Path scratch, Path target) throws IOException {
    ErrorTally errors =
        new ErrorTally("clip " + scratch, Duration.ofSeconds(10), System::nanoTime, LOG::warn);
    Address address = Address.file(scratch.toString());
    try (Demuxer demuxer = Demuxer.open(address, SourceOptions.defaults(), errors)) {
      Intake intake = new Intake(address.display(), demuxer, errors);
      return new Remux(target, demuxer, intake).run();
    } catch (SourceException e) {
      throw new IOException("cannot complete clip " + target + ": " + e.getMessage());
    } finally {
      errors.flush();
    }
  }

  private Written run() throws IOException, SourceException {
    Intake.Taken first = intake.next();
    if (first == null) {
      throw new IOException("cannot complete clip " + target + ": nothing whole was written yet");
    }
    Container container = Container.preferred(demuxer.tracks().info());
    try (Muxer muxer =
        new Muxer(
            target,
            container.format(),
            demuxer.tracks().all().stream().map(Track::parameters).toList(),
            container.finished(),
            Map.of(),
            Muxer.Order.INTERLEAVED)) {
      for (Intake.Taken each = first; each != null; each = intake.next()) {
        copy(each.event(), muxer);
      }
      muxer.finish();
    }
    return written(container);
  }

  private void copy(MediaEvent.Packet packet, Muxer muxer) throws IOException {
    if (packet.stream() == demuxer.tracks().video().delivered()) {
      firstPts = firstPts == Ffmpeg.NO_TIME ? packet.ptsMicros() : firstPts;
      lastPts = Math.max(lastPts, packet.ptsMicros());
    }
    muxer.write(packet, 0);
  }

  private Written written(Container container) {
    long origin = origin(demuxer.comment());
    return new Written(
        container.format(),
        demuxer.tracks().video().codec(),
        audioCodec(demuxer.tracks().all()),
        origin + Math.max(0, firstPts),
        origin + Math.max(0, lastPts));
  }

  private static @Nullable String audioCodec(List<Track> tracks) {
    for (Track each : tracks) {
      if (each.kind() == Kind.AUDIO) {
        return each.codec();
      }
    }
    return null;
  }

  private static long origin(String comment) {
    if (!comment.startsWith(ORIGIN_PREFIX)) {
      return 0;
    }
    return Long.parseLong(comment.substring(ORIGIN_PREFIX.length()));
  }
}
