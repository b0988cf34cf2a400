package io.sightline.ingest.ffmpeg;

import static io.sightline.ingest.ffmpeg.Ffmpeg.NO_TIME;

import java.util.List;

/**
 * Brings the times of packets onto one axis: microseconds since the first picture, in each stream
 * strictly increasing by decoding time, through loops, missing times and jumps of the source's
 * clock.
 */
final class Timeline {
  /** A step back of more than this is a new start of the source's clock; less is jitter. */
  private static final long MAX_BACKWARD_MICROS = 1_000_000;

  /** A step forward of more than this is a broken time; a recording may well pause for less. */
  private static final long MAX_FORWARD_MICROS = 3_600_000_000L;

  /** No codec holds a picture back for longer. */
  private static final long MAX_REORDER_MICROS = 60_000_000L;

  /** Times beyond 36 000 years are broken, and sums of them would overflow. */
  private static final long MAX_TIME_MICROS = 1L << 60;

  record Stamp(long ptsMicros, long dtsMicros) {}

  private static final class Track {
    final long frameMicros;
    long offset;
    long last = NO_TIME;

    Track(long frameMicros) {
      this.frameMicros = frameMicros;
    }
  }

  private final List<Track> tracks;
  private long end;
  private long repairs;

  /**
   * @param frameMicros usual duration of a packet, for each stream
   */
  Timeline(List<Long> frameMicros) {
    tracks = frameMicros.stream().map(each -> new Track(Math.max(1, each))).toList();
  }

  /** The source starts (again): its time {@code raw} is where the axis has come to. */
  void begin(long rawMicros) {
    long raw = usable(rawMicros) == NO_TIME ? 0 : rawMicros;
    for (Track track : tracks) {
      track.offset = end - raw;
    }
  }

  /** Times may be {@link Ffmpeg#NO_TIME}. */
  Stamp stamp(int stream, long rawPtsMicros, long rawDtsMicros, long durationMicros) {
    Track track = tracks.get(stream);
    long pts = shifted(rawPtsMicros, track);
    long dts = shifted(rawDtsMicros, track);
    boolean told = durationMicros > 0 && durationMicros < MAX_FORWARD_MICROS;
    long duration = told ? durationMicros : track.frameMicros;
    long next = track.last == NO_TIME ? end : track.last + track.frameMicros;
    if (dts == NO_TIME) {
      dts = pts == NO_TIME ? next : track.last == NO_TIME ? pts : Math.min(pts, next);
    }
    if (pts == NO_TIME) {
      pts = dts;
    }
    if (jumped(track.last, dts)) {
      long shift = next - dts;
      track.offset += shift;
      dts += shift;
      pts += shift;
      repairs++;
    }
    if (track.last != NO_TIME && dts <= track.last) {
      dts = track.last + 1;
    }
    if (pts < dts || pts - dts > MAX_REORDER_MICROS) {
      pts = dts;
    }
    track.last = dts;
    end = Math.max(end, pts + duration);
    return new Stamp(pts, dts);
  }

  /** Where the axis has come to. */
  long endMicros() {
    return end;
  }

  /** How often a stream's clock jumped. */
  long repairs() {
    return repairs;
  }

  private static long shifted(long rawMicros, Track track) {
    return usable(rawMicros) == NO_TIME ? NO_TIME : rawMicros + track.offset;
  }

  private static long usable(long rawMicros) {
    return rawMicros > MAX_TIME_MICROS || rawMicros < -MAX_TIME_MICROS ? NO_TIME : rawMicros;
  }

  private boolean jumped(long last, long dts) {
    return last == NO_TIME
        ? dts - end > MAX_FORWARD_MICROS
        : dts - last < -MAX_BACKWARD_MICROS || dts - last > MAX_FORWARD_MICROS;
  }
}
