package io.sightline.ingest.camera;

import io.sightline.ingest.events.EventLimits;
import io.sightline.ingest.events.EventWatch;
import io.sightline.ingest.media.MediaEvent;
import io.sightline.ingest.media.MediaSource;
import io.sightline.ingest.media.SourceException;
import io.sightline.ingest.media.StreamInfo;
import io.sightline.ingest.motion.ActivityEvent.Cause;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One camera under one version of its configuration, in a thread of its own. */
public final class CameraSession {
  private static final Logger LOG = LoggerFactory.getLogger(CameraSession.class);
  private static final Pattern LIVE = Pattern.compile("(?!file:)[a-z][a-z0-9+.-]*:.*");
  private static final long FIRST_RETRY_MILLIS = 1000;
  private static final long LAST_RETRY_MILLIS = 30_000;

  /**
   * How a session ended by itself.
   *
   * @param originMicros capture time of the first picture; -1 if there was none
   * @param failure null if the recording was read to its end
   */
  public record Ending(String camera, long originMicros, @Nullable String failure) {}

  private final CameraContext context;
  private final CameraLog log;
  private final HealthReporter health;
  private final EventWatch told;
  private final Consumer<Ending> onEnd;
  private final Thread thread;
  private final CountDownLatch stop = new CountDownLatch(1);
  private boolean sawPictures;
  private long originMicros = -1;

  /**
   * @param onEnd told by the session's thread when it ends without being stopped
   */
  public CameraSession(CameraContext context, CameraLog log, Consumer<Ending> onEnd) {
    this.context = context;
    this.log = log;
    this.health = new HealthReporter(log, context.store(), context.clock());
    this.told = new EventWatch(context.events(), EventLimits.DEFAULT);
    this.onEnd = onEnd;
    this.thread = new Thread(this::run, "camera-" + context.camera().getCamera());
  }

  public CameraContext context() {
    return context;
  }

  public void start() {
    thread.start();
  }

  /** Asks it to end what is open and stop. */
  public void requestStop() {
    stop.countDown();
    thread.interrupt();
  }

  /** Returns when all its facts are written, or the time is up. */
  public void awaitStop(long millis) {
    try {
      thread.join(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (thread.isAlive()) {
      LOG.warn("camera {}: still busy after {} ms", log.camera(), millis);
    }
  }

  private boolean isStopping() {
    return stop.getCount() == 0;
  }

  private void run() {
    int failures = 0;
    @Nullable String failure;
    do {
      failure = attempt();
      failures = sawPictures ? 1 : failures + 1;
      if (failure != null && !isStopping()) {
        context.metrics().sourceFailures.increment();
      }
    } while (failure != null && context.retry() && pause(failures));
    if (!isStopping()) {
      onEnd.accept(new Ending(log.camera(), originMicros, failure));
    }
  }

  /** Returns why the source was lost, or null when it ended as it should. */
  private @Nullable String attempt() {
    sawPictures = false;
    try {
      runOnce();
      health.ended();
      return null;
    } catch (SourceException e) {
      return offline(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return offline("facts cannot be written: " + e.getMessage());
    } catch (RuntimeException | Error e) { // else the thread would die in silence
      LOG.error("camera {}: failed", log.camera(), e);
      return offline("failed: " + e);
    }
  }

  private String offline(String cause) {
    try {
      if (!isStopping()) {
        health.offline(cause);
      }
    } catch (IOException e) {
      LOG.warn("camera {}: cannot say that it is offline: {}", log.camera(), e.toString());
    }
    return cause;
  }

  /** Waits longer after each failure; false if the session is to end. */
  private boolean pause(int failures) {
    long wait = FIRST_RETRY_MILLIS << Math.min(failures - 1, 10);
    wait = Math.min(LAST_RETRY_MILLIS, wait);
    wait = wait * 4 / 5 + ThreadLocalRandom.current().nextLong(wait * 2 / 5);
    try {
      return !stop.await(wait, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      return false;
    }
  }

  private void runOnce() throws SourceException, IOException {
    if (isStopping()) {
      return;
    }
    health.starting();
    String address = address();
    try (MediaSource source = context.sources().open(context.camera(), address)) {
      StreamInfo info = source.info();
      health.online(info);
      long origin = context.captureClock().origin(info, log.lastMicros());
      originMicros = origin;
      try (CameraPipeline pipeline = new CameraPipeline(context, log, info, health, told, origin)) {
        read(source, pipeline);
      }
    }
  }

  /** Never to be logged or published. */
  private String address() throws SourceException {
    try {
      return context.addresses().resolve(context.camera().getSource());
    } catch (IllegalArgumentException e) {
      throw new SourceException(String.valueOf(e.getMessage()));
    }
  }

  private void read(MediaSource source, CameraPipeline pipeline)
      throws SourceException, IOException {
    try {
      MediaEvent event = source.next();
      while (event != null && !isStopping()) {
        pipeline.take(event);
        sawPictures = pipeline.hasPictures();
        event = source.next();
      }
      if (event == null && isEndless(source.info())) {
        throw new SourceException("the stream ended");
      }
    } catch (SourceException | IOException | RuntimeException e) {
      end(pipeline, isStopping() ? Cause.SOURCE_ENDED : Cause.SOURCE_LOST);
      if (!isStopping()) {
        throw e;
      }
      return;
    }
    end(pipeline, Cause.SOURCE_ENDED);
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

  private boolean isEndless(StreamInfo info) {
    return info.durationMicros() < 0 && LIVE.matcher(context.camera().getSource()).matches();
  }
}
