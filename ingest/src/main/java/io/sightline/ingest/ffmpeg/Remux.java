package io.sightline.ingest.ffmpeg;

import io.sightline.clipstore.StagedBytes;
import io.sightline.ingest.ffmpeg.Demuxer.Track;
import io.sightline.ingest.media.ClipWriter.Written;
import io.sightline.ingest.media.MediaEvent;
import io.sightline.ingest.media.SourceException;
import io.sightline.ingest.media.SourceOptions;
import io.sightline.ingest.media.StreamInfo.Kind;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From a scratch file, whole or cut off, to a finished clip that begins at 0. */
final class Remux {
  private static final Logger LOG = LoggerFactory.getLogger(Remux.class);

  /** Where the scratch file keeps the source's time of its first picture. */
  static final String ORIGIN_TAG = "comment";

  static final String ORIGIN_PREFIX = "origin_micros=";

  private final Source source;
  private final Demuxer demuxer;
  private final Intake intake;
  private long firstPts = Ffmpeg.NO_TIME;
  private long lastPts = Ffmpeg.NO_TIME;
  private int packets;

  private Remux(Source source, Demuxer demuxer, Intake intake) {
    this.source = source;
    this.demuxer = demuxer;
    this.intake = intake;
  }

  /** Media that can be opened again and again. */
  private record Source(String name, Channels channels) {
    Source(StagedBytes file) {
      this(file.path().toString(), file.isSealed() ? file::read : Channels.NONE);
    }
  }

  private interface Channels {
    /** Then FFmpeg opens the name itself. */
    Channels NONE = () -> null;

    @Nullable SeekableByteChannel open() throws IOException;
  }

  private interface Work {
    Written apply(Remux remux) throws IOException, SourceException;
  }

  static Written run(StagedBytes scratch, StagedBytes target) throws IOException {
    Source source = new Source(scratch);
    String name = target.path().toString();
    if (!target.isSealed()) {
      return over(source, name, remux -> remux.copy(name, Container::finished, target.path()));
    }
    int[] packets = new int[1];
    Written unused = over(source, name, remux -> remux.count(packets));
    FinishedBytes first = FinishedBytes.measuring(Container.headBytes(packets[0]));
    over(source, name, remux -> remux.copy(name, packets[0], first));
    try (OutputStream out = target.write()) {
      FinishedBytes second = first.again(out);
      Written written = over(source, name, remux -> remux.copy(name, packets[0], second));
      second.check();
      return written;
    }
  }

  /** Looks at finished media without writing any. */
  static Written describe(String name, SeekableByteChannel media) throws IOException {
    return over(new Source(name, () -> media), name, remux -> remux.count(new int[1]));
  }

  private static Written over(Source source, String target, Work work) throws IOException {
    ErrorTally errors =
        new ErrorTally(
            "clip " + source.name(), Duration.ofSeconds(10), System::nanoTime, LOG::warn);
    Address address = Address.file(source.name());
    try (SeekableByteChannel channel = source.channels().open();
        Demuxer demuxer =
            Demuxer.open(
                address,
                SourceOptions.defaults(),
                errors,
                channel == null ? null : new ChannelBytes(channel))) {
      return work.apply(new Remux(source, demuxer, new Intake(address.display(), demuxer, errors)));
    } catch (SourceException e) {
      throw new IOException("cannot complete clip " + target + ": " + e.getMessage());
    } finally {
      errors.flush();
    }
  }

  private Written copy(String target, int count, FinishedBytes to)
      throws IOException, SourceException {
    return copy(target, container -> container.finished(count), Output.to(target, to));
  }

  private Written copy(String target, Function<Container, Map<String, String>> options, Path to)
      throws IOException, SourceException {
    return copy(target, options, Output.file(to));
  }

  private Written copy(String target, Function<Container, Map<String, String>> options, Output to)
      throws IOException, SourceException {
    Intake.Taken first = first(target);
    Container container = Container.preferred(demuxer.tracks().info());
    try (Muxer muxer =
        new Muxer(
            to,
            container.format(),
            demuxer.tracks().all().stream().map(Track::parameters).toList(),
            options.apply(container),
            Map.of(),
            Muxer.Order.INTERLEAVED)) {
      for (Intake.Taken each = first; each != null; each = intake.next()) {
        see(each.event());
        muxer.write(each.event(), 0);
      }
      muxer.finish();
    }
    return written(container);
  }

  private Intake.Taken first(String target) throws IOException, SourceException {
    Intake.Taken first = intake.next();
    if (first == null) {
      throw new IOException("cannot complete clip " + target + ": nothing whole was written yet");
    }
    return first;
  }

  private Written count(int[] counted) throws IOException, SourceException {
    for (Intake.Taken each = first(source.name()); each != null; each = intake.next()) {
      see(each.event());
    }
    counted[0] = packets;
    return written(Container.preferred(demuxer.tracks().info()));
  }

  private void see(MediaEvent.Packet packet) {
    packets++;
    if (packet.stream() == demuxer.tracks().video().delivered()) {
      firstPts = firstPts == Ffmpeg.NO_TIME ? packet.ptsMicros() : firstPts;
      lastPts = Math.max(lastPts, packet.ptsMicros());
    }
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
