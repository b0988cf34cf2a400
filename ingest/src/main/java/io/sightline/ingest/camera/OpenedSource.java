package io.sightline.ingest.camera;

import io.sightline.ingest.media.MediaEvent;
import io.sightline.ingest.media.MediaEvent.Packet;
import io.sightline.ingest.media.MediaEvent.Picture;
import io.sightline.ingest.media.MediaSource;
import io.sightline.ingest.media.SourceException;
import io.sightline.ingest.media.StreamInfo;
import io.sightline.ingest.motion.ActivityEvent.Cause;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Reads one opened source to its end, its failure or the session's. */
final class OpenedSource {
  private final CameraContext context;
  private final CameraLog log;
  private final HealthReporter health;
  private final MediaSource source;
  private final boolean live;
  private final SourceWait waits;
  private final BooleanSupplier stopping;
  private final int video;

  OpenedSource(
      CameraContext context,
      CameraLog log,
      HealthReporter health,
      MediaSource source,
      boolean live,
      SourceWait waits,
      BooleanSupplier stopping) {
    this.context = context;
    this.log = log;
    this.health = health;
    this.source = source;
    this.live = live;
    this.waits = waits;
    this.stopping = stopping;
    this.video = HealthReporter.video(source.info());
  }

  /**
   * @param seen told, with the capture time of the source's first picture, at each picture
   */
  void read(LongConsumer seen) throws SourceException, IOException {
    StreamInfo info = source.info();
    ClockWatch watch = health.opened(info);
    log.reception().opened(info.fps());
    MediaEvent first = next();
    long after = Math.max(log.lastMicros(), log.reception().lastMicros());
    long origin = context.captureClock().origin(info, after, source.waitedMicros());
    try (CameraPipeline pipeline = new CameraPipeline(context, log, info, health, origin)) {
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
        end(pipeline, stopping.getAsBoolean() ? Cause.SOURCE_ENDED : Cause.SOURCE_LOST);
        if (!stopping.getAsBoolean()) {
          throw e;
        }
        return;
      }
      end(pipeline, Cause.SOURCE_ENDED);
    }
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
    if (event instanceof Picture) {
      health.period().picture();
    } else if (event instanceof Packet packet) {
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
  private void end(CameraPipeline pipeline, Cause cause) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      pipeline.end(cause);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
