package io.sightline.ingest.ffmpeg;

import io.sightline.ingest.ffmpeg.Demuxer.Track;
import io.sightline.ingest.media.MediaEvent;
import io.sightline.ingest.media.SourceException;
import io.sightline.ingest.media.StreamInfo.Kind;
import java.util.ArrayDeque;
import java.util.Deque;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.global.avcodec;
import org.jspecify.annotations.Nullable;

/** Packets on the source's axis, from the first key picture on, through any number of laps. */
final class Intake {
  /** Sound from before the first picture is held up to so many packets. */
  private static final int MAX_HELD_PACKETS = 500;

  /** A stream in which no picture can be decoded by itself for so long never will. */
  private static final int MAX_PACKETS_BEFORE_KEY = 3000;

  /**
   * @param video the native packet for the decoder, its times in microseconds on the same axis,
   *     valid until the next is taken; null for sound
   */
  record Taken(MediaEvent.Packet event, @Nullable AVPacket video) {}

  /**
   * @param kept the bytes, if they are needed after the next read
   */
  private record Raw(
      Track track,
      LentPacket lent,
      byte @Nullable [] kept,
      long pts,
      long dts,
      long duration,
      int flags) {
    boolean key() {
      return (flags & avcodec.AV_PKT_FLAG_KEY) != 0;
    }

    Raw keep() {
      return new Raw(track, lent, lent.copy(), pts, dts, duration, flags);
    }
  }

  private final String source;
  private final ErrorTally errors;
  private final Timeline timeline;
  private final Deque<Raw> heldSound = new ArrayDeque<>();
  private Demuxer demuxer;
  private boolean begun;
  private int beforeKey;
  private long earliest = Ffmpeg.NO_TIME;
  private long leftOutMicros;
  private long senderMicros = -1;

  Intake(String source, Demuxer demuxer, ErrorTally errors) {
    this.source = source;
    this.demuxer = demuxer;
    this.errors = errors;
    this.timeline = new Timeline(demuxer.tracks().frameMicros());
  }

  /** The source begins again: time goes on. */
  void again(Demuxer nextLap) {
    demuxer = nextLap;
    begun = false;
  }

  /** Video from before the first key picture that was left out, microseconds. */
  long leftOutMicros() {
    return leftOutMicros;
  }

  /** When the video packet taken last was made by its sender's clock; -1 if that does not tell. */
  long senderMicros() {
    return senderMicros;
  }

  long endMicros() {
    return timeline.endMicros();
  }

  /** Null at the end of the demuxer, whatever the cause. */
  @Nullable Taken next() throws SourceException {
    while (true) {
      Raw sound = begun ? heldSound.poll() : null;
      Taken taken = sound != null ? heard(sound) : null;
      if (taken != null) {
        return taken;
      }
      if (sound != null) {
        continue;
      }
      AVPacket packet = demuxer.read();
      if (packet == null) {
        return null;
      }
      taken = take(packet);
      if (taken != null) {
        return taken;
      }
    }
  }

  private @Nullable Taken take(AVPacket packet) throws SourceException {
    Track track = demuxer.tracks().byIndex(packet.stream_index());
    if (track == null) {
      return null;
    }
    Raw raw = raw(packet, track);
    if (track.kind() == Kind.AUDIO) {
      hold(raw);
      return null;
    }
    if (!begun && !begin(raw)) {
      return null;
    }
    senderMicros = demuxer.senderMicros();
    MediaEvent.Packet event = stamp(raw);
    packet.pts(event.ptsMicros()).dts(event.dtsMicros()).duration(event.durationMicros());
    return new Taken(event, packet);
  }

  private void hold(Raw sound) {
    heldSound.add(begun ? sound : sound.keep());
    if (heldSound.size() > MAX_HELD_PACKETS) {
      heldSound.remove();
      errors.count("sound without a picture");
    }
  }

  /** Sound that was over before the first picture is left out. */
  private @Nullable Taken heard(Raw sound) {
    MediaEvent.Packet event = stamp(sound);
    return event.ptsMicros() + event.durationMicros() <= 0 ? null : new Taken(event, null);
  }

  private boolean begin(Raw first) throws SourceException {
    long own = first.pts() != Ffmpeg.NO_TIME ? first.pts() : first.dts();
    earliest = earliest == Ffmpeg.NO_TIME ? own : earliest;
    if (!first.key()) {
      errors.count("picture before the first key picture");
      if (++beforeKey >= MAX_PACKETS_BEFORE_KEY) {
        throw new SourceException(source + ": no key picture among the first " + beforeKey);
      }
      return false;
    }
    // Pictures that are decoded only to be left out come before the container's own start.
    boolean leftOut = (first.flags() & avcodec.AV_PKT_FLAG_DISCARD) != 0;
    long start = leftOut ? demuxer.tracks().startMicros() : Ffmpeg.NO_TIME;
    leftOutMicros = own == Ffmpeg.NO_TIME ? 0 : Math.max(0, own - earliest);
    timeline.begin(start != Ffmpeg.NO_TIME ? start : own);
    begun = true;
    return true;
  }

  private MediaEvent.Packet stamp(Raw raw) {
    int stream = raw.track().delivered();
    Timeline.Stamp stamp = timeline.stamp(stream, raw.pts(), raw.dts(), raw.duration());
    long pts = stamp.ptsMicros();
    long dts = stamp.dtsMicros();
    byte[] kept = raw.kept();
    return kept == null
        ? new MediaEvent.Packet(stream, raw.lent(), pts, dts, raw.duration(), raw.key())
        : new MediaEvent.Packet(stream, kept, pts, dts, raw.duration(), raw.key());
  }

  private Raw raw(AVPacket packet, Track track) {
    int num = track.timeBaseNum();
    int den = track.timeBaseDen();
    return new Raw(
        track,
        new LentPacket(packet, packet.size(), demuxer::reads),
        null,
        Ffmpeg.micros(packet.pts(), num, den),
        Ffmpeg.micros(packet.dts(), num, den),
        packet.duration() > 0 ? Ffmpeg.micros(packet.duration(), num, den) : 0,
        packet.flags());
  }
}
