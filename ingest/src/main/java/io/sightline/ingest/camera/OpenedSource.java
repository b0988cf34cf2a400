package io.sightline.ingest.camera;

import io.sightline.avro.GapCause;
import io.sightline.ingest.media.MediaEvent;
import io.sightline.ingest.media.MediaEvent.Packet;
import io.sightline.ingest.media.MediaSource;
import io.sightline.ingest.media.PictureDecoder;
import io.sightline.ingest.media.SourceException;
import io.sightline.ingest.media.StreamInfo;
import io.sightline.ingest.motion.ActivityEvent.Cause;
import io.sightline.ingest.recording.CameraRecorder;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Reads one opened source to its end, its failure or the session's. */
final class OpenedSource {
  private final CameraContext context;
  private final CameraLog log;
  private final HealthReporter health;
  private final CameraRecorder recorder;
  private final Watching watching;
  private final MediaSource source;
  private final boolean live;
  private final SourceWait waits;
  private final BooleanSupplier stopping;
  private final BooleanSupplier shut;
  private final int video;
  private boolean online;

  OpenedSource(
      SessionParts session,
      Watching watching,
      MediaSource source,
      boolean live,
      SourceWait waits,
      BooleanSupplier stopping,
      BooleanSupplier shut) {
    this.context = session.context();
    this.log = session.log();
    this.health = session.health();
    this.recorder = session.recorder();
    this.watching = watching;
    this.source = source;
    this.live = live;
    this.waits = waits;
    this.stopping = stopping;
    this.shut = shut;
    this.video = HealthReporter.video(source.info());
  }

  /**
   * @param seen told, with the capture time of the source's first picture, at each picture
   */
  void read(LongConsumer seen) throws SourceException, IOException {
    StreamInfo info = source.info();
    boolean packetsOnly = context.limits().gated() || watching.hasSub();
    @Nullable PictureDecoder decoder = packetsOnly ? source.takeDecoder() : null;
    ClockWatch watch = opened(info);
    MediaEvent event = next();
    long origin =
        context.captureClock().origin(info, watching.mainAfterMicros(), source.waitedMicros());
    try (recorder) {
      begin(info, origin, decoder);
      try {
        while (event != null && !stopping.getAsBoolean()) {
          if (take(event, origin, watch)) {
            seen.accept(origin);
          }
          event = next();
        }
        if (event == null && live && info.durationMicros() < 0) {
          throw new SourceException("the stream ended");
        }
      } catch (SourceException | IOException | RuntimeException e) {
        end(stopping.getAsBoolean() ? ended() : Cause.SOURCE_LOST, String.valueOf(e.getMessage()));
        if (!stopping.getAsBoolean()) {
          throw e;
        }
        return;
      }
      boolean showed = end(ended(), "");
      if (!stopping.getAsBoolean() && decoder != null && !showed) {
        throw new SourceException("no picture in it can be decoded");
      }
    } finally {
      watching.mainCloses();
    }
  }

  private ClockWatch opened(StreamInfo info) {
    synchronized (watching) {
      ClockWatch watch = health.opened(info);
      log.reception().opened(info.fps());
      return watch;
    }
  }

  private void begin(StreamInfo info, long origin, @Nullable PictureDecoder decoder)
      throws IOException {
    synchronized (watching) {
      recorder.opened(info, origin);
      watching.mainBegins(info, origin, decoder);
    }
  }

  /** Returns whether it has shown something. */
  private boolean take(MediaEvent event, long origin, ClockWatch watch)
      throws SourceException, IOException {
    synchronized (watching) {
      received(event, origin, watch);
      if (!online) {
        health.online();
        online = true;
      }
      watching.take(event);
      if (event instanceof Packet packet) {
        recorder.take(packet, watching.activeSinceMicros());
        health.degraded(context.space().degraded());
      }
      health.beat(source.errors());
      return watching.hasPictures();
    }
  }

  private Cause ended() {
    return shut.getAsBoolean() ? Cause.PRIVACY : Cause.SOURCE_ENDED;
  }

  private @Nullable MediaEvent next() throws SourceException {
    waits.begin();
    try {
      return source.next();
    } finally {
      waits.end();
    }
  }

  private void received(MediaEvent event, long origin, ClockWatch watch) throws SourceException {
    if (event instanceof Packet packet) {
      boolean isVideo = packet.stream() == video;
      health.period().packet(isVideo);
      if (isVideo) {
        video(origin + packet.ptsMicros(), watch);
      }
    }
  }

  private void video(long atMicros, ClockWatch watch) throws SourceException {
    if (live) {
      long now = Micros.of(context.clock().instant());
      long sender = source.senderMicros();
      if (sender >= 0) {
        watch.told(sender, now);
        watching.mainAhead(sender - atMicros);
      }
      @Nullable String why = watch.check(atMicros, now);
      if (why != null) {
        throw SourceException.changed(why);
      }
    }
    log.reception().video(atMicros);
  }

  /**
   * The last facts are to be written even though the thread was told to stop. Returns whether it
   * has shown something.
   */
  private boolean end(Cause cause, String detail) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      synchronized (watching) {
        watching.mainEnds(cause);
        endRecording(cause, detail);
        return watching.hasPictures();
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void endRecording(Cause cause, String detail) throws IOException {
    if (cause == Cause.PRIVACY) {
      recorder.ended(null, "");
    } else if (stopping.getAsBoolean()) {
      recorder.ended(GapCause.RESTARTED, "recording of this camera was stopped and started");
    } else if (cause == Cause.SOURCE_LOST) {
      recorder.ended(GapCause.SOURCE_LOST, detail);
    } else {
      recorder.ended(null, "");
    }
  }
}
