package io.sightline.ingest.camera;

import io.sightline.avro.Camera;
import io.sightline.ingest.camera.Watching.SubOpened;
import io.sightline.ingest.clip.PacketRing;
import io.sightline.ingest.media.MediaEvent;
import io.sightline.ingest.media.MediaEvent.Packet;
import io.sightline.ingest.media.MediaSource;
import io.sightline.ingest.media.PictureDecoder;
import io.sightline.ingest.media.SourceException;
import io.sightline.ingest.media.StreamInfo;
import io.sightline.ingest.motion.ActivityEvent.Cause;
import io.sightline.runtime.LogContext;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the sub-stream of a camera, in a thread of its own, and opens it again whenever it is lost.
 * Its packets are looked at and never stored.
 */
final class SubStream {
  private static final Logger LOG = LoggerFactory.getLogger(SubStream.class);

  private final CameraContext context;
  private final CameraLog log;
  private final Watching watching;
  private final BooleanSupplier shut;
  private final SourceWait waits = new SourceWait();
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread;
  private boolean came;
  private long lastMicros = -1;

  /**
   * @param shut whether the mode of the site closed the camera
   */
  SubStream(CameraContext context, CameraLog log, Watching watching, BooleanSupplier shut) {
    this.context = context;
    this.log = log;
    this.watching = watching;
    this.shut = shut;
    this.thread = new Thread(this::run, "sub-" + context.camera().getCamera());
  }

  void start() {
    thread.start();
  }

  void requestStop() {
    stop.countDown();
    waits.stop();
  }

  /** Returns when it does nothing any more. */
  void awaitStop() {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
        thread.interrupt();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isStopping() {
    return stop.getCount() == 0 || shut.getAsBoolean();
  }

  private void run() {
    try (LogContext ignored = LogContext.of(LogContext.CAMERA, log.camera())) {
      watch();
    }
  }

  private void watch() {
    int failures = 0;
    do {
      came = false;
      try {
        runOnce();
      } catch (RuntimeException | Error e) { // else the thread would die in silence
        LOG.error("camera {}: its sub-stream failed", log.camera(), e);
        over("failed: " + e);
      }
      failures = came ? 1 : failures + 1;
    } while (!isStopping() && pause(failures));
  }

  private void runOnce() {
    String address;
    try {
      address = CameraSession.resolve(context, context.camera().getAnalysisSource());
    } catch (SourceException e) {
      over(String.valueOf(e.getMessage()));
      return;
    }
    try (MediaSource source = open(address)) {
      over(read(source, CameraSession.isLive(address)));
    } catch (SourceException e) { // only of opening
      over(String.valueOf(e.getMessage()));
    }
  }

  /**
   * What was looked at ends before the source is closed, whose decoder is still needed for that.
   */
  private void over(String cause) {
    boolean interrupted = Thread.interrupted();
    try {
      if (isStopping()) {
        watching.end(shut.getAsBoolean() ? Cause.PRIVACY : Cause.SOURCE_ENDED);
      } else {
        LOG.warn("camera {}: no sub-stream: {}", log.camera(), cause);
        context.metrics().sourceFailures.increment();
        watching.subLost(cause);
      }
    } catch (IOException e) {
      LOG.warn("camera {}: cannot end its sub-stream: {}", log.camera(), e.toString());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private boolean pause(int failures) {
    try {
      return !stop.await(CameraSession.retryMillis(failures), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      return false;
    }
  }

  private MediaSource open(String address) throws SourceException {
    try (OpeningTurns.Turn turn = context.opening().join()) {
      waits.begin();
      turn.await();
      return context.sources().open(unmasked(), address);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SourceException("stopped while it waited for its turn to be opened");
    } finally {
      waits.end();
    }
  }

  /** Nothing of it is stored, so that nothing need be encoded; pictures are masked all the same. */
  private Camera unmasked() {
    return Camera.newBuilder(context.camera()).setMasks(List.of()).build();
  }

  /** Returns why it is over. */
  private String read(MediaSource source, boolean live) {
    try {
      follow(source, live);
      return "the sub-stream ended";
    } catch (SourceException e) {
      return String.valueOf(e.getMessage());
    } catch (IOException e) {
      return "facts cannot be written: " + e.getMessage();
    } catch (RuntimeException e) {
      LOG.error("camera {}: its sub-stream failed", log.camera(), e);
      return "failed: " + e;
    }
  }

  private void follow(MediaSource source, boolean live) throws SourceException, IOException {
    StreamInfo info = source.info();
    int video = HealthReporter.video(info);
    @Nullable PictureDecoder decoder = context.limits().gated() ? source.takeDecoder() : null;
    MediaEvent event = next(source);
    long origin = context.captureClock().origin(info, lastMicros, source.waitedMicros());
    SubClock clock = new SubClock(origin);
    ClockWatch arrivals = new ClockWatch();
    PacketRing ring =
        new PacketRing(video, MainStream.NOTICE_MICROS, context.limits().leadInBytes());
    SubOpened opened = new SubOpened(info, video, clock, decoder, ring);
    while (event != null && !isStopping()) {
      if (event instanceof Packet packet && packet.stream() == video) {
        came = true;
        lastMicros = Math.max(lastMicros, clock.captured(packet.ptsMicros()));
        if (live) {
          hold(arrivals, origin + packet.ptsMicros());
        }
        tell(clock, packet, source.senderMicros());
      }
      watching.takeSub(opened, event);
      event = next(source);
    }
  }

  private void hold(ClockWatch arrivals, long atMicros) throws SourceException {
    @Nullable String why = arrivals.check(atMicros, Micros.of(context.clock().instant()));
    if (why != null) {
      throw SourceException.changed(why);
    }
  }

  private void tell(SubClock clock, Packet packet, long senderMicros) throws IOException {
    if (senderMicros >= 0) {
      clock.told(packet.ptsMicros(), senderMicros);
      watching.align(clock);
    }
  }

  private @Nullable MediaEvent next(MediaSource source) throws SourceException {
    waits.begin();
    try {
      return source.next();
    } finally {
      waits.end();
    }
  }
}
