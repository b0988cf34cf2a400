package io.sightline.ingest.camera;

import io.sightline.avro.GapCause;
import io.sightline.ingest.events.EventWatch;
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
  private final EventWatch told;
  private final MediaSource source;
  private final boolean live;
  private final SourceWait waits;
  private final BooleanSupplier stopping;
  private final BooleanSupplier shut;
  private final int video;

  OpenedSource(
      SessionParts session,
      MediaSource source,
      boolean live,
      SourceWait waits,
      BooleanSupplier stopping,
      BooleanSupplier shut) {
    this.context = session.context();
    this.log = session.log();
    this.health = session.health();
    this.recorder = session.recorder();
    this.told = session.told();
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
    ClockWatch watch = health.opened(info);
    log.reception().opened(info.fps());
    @Nullable PictureDecoder decoder = context.limits().gated() ? source.takeDecoder() : null;
    MediaEvent first = next();
    long after =
        Math.max(
            log.recordings().newestMicros(),
            Math.max(log.lastMicros(), log.reception().lastMicros()));
    long origin = context.captureClock().origin(info, after, source.waitedMicros());
    recorder.opened(info, origin);
    try (recorder;
        CameraPipeline pipeline =
            new CameraPipeline(context, log, info, health, told, origin, decoder)) {
      pipeline.open();
      try {
        boolean online = false;
        MediaEvent event = first;
        while (event != null && !stopping.getAsBoolean()) {
          received(event, origin, watch);
          if (!online) {
            health.online();
            online = true;
          }
          pipeline.take(event);
          if (event instanceof Packet packet) {
            recorder.take(packet, pipeline.activeSinceMicros());
            health.degraded(context.space().degraded());
          }
          if (pipeline.hasPictures()) {
            seen.accept(origin);
          }
          health.beat(source.errors());
          event = next();
        }
        if (event == null && live && info.durationMicros() < 0) {
          throw new SourceException("the stream ended");
        }
      } catch (SourceException | IOException | RuntimeException e) {
        String detail = String.valueOf(e.getMessage());
        end(pipeline, stopping.getAsBoolean() ? ended() : Cause.SOURCE_LOST, detail);
        if (!stopping.getAsBoolean()) {
          throw e;
        }
        return;
      }
      end(pipeline, ended(), "");
      if (!stopping.getAsBoolean() && decoder != null && !pipeline.hasPictures()) {
        throw new SourceException("no picture in it can be decoded");
      }
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
      }
      @Nullable String why = watch.check(atMicros, now);
      if (why != null) {
        throw SourceException.changed(why);
      }
    }
    log.reception().video(atMicros);
  }

  /** The last facts are to be written even though the thread was told to stop. */
  private void end(CameraPipeline pipeline, Cause cause, String detail) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      pipeline.end(cause);
      endRecording(cause, detail);
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
