package io.sightline.ingest.camera;

import io.sightline.clipstore.ClipStore;
import io.sightline.ingest.events.EventLimits;
import io.sightline.ingest.events.EventWatch;
import io.sightline.ingest.media.MediaSource;
import io.sightline.ingest.media.SourceException;
import io.sightline.ingest.privacy.Admission;
import io.sightline.ingest.recording.CameraRecorder;
import io.sightline.runtime.LogContext;
import java.io.IOException;
import java.time.Clock;
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
  private static final long BETWEEN_CHANGES_NANOS = 5_000_000_000L;

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
  private final SessionParts parts;
  private final Watching watching;
  private final @Nullable SubStream sub;
  private final CameraRecorder recorder;
  private final Consumer<Ending> onEnd;
  private final Thread thread;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final SourceWait waits = new SourceWait();
  private volatile boolean shut;
  private boolean sawPictures;
  private boolean changed;
  private long changedNanos = System.nanoTime() - BETWEEN_CHANGES_NANOS - 1;
  private long originMicros = -1;

  /**
   * @param onEnd told by the session's thread when it ends without being stopped
   */
  public CameraSession(CameraContext context, CameraLog log, Consumer<Ending> onEnd) {
    this.context = context;
    this.log = log;
    this.health = new HealthReporter(log, context.store(), context.clock());
    this.recorder = SessionRecorder.of(context, log, health);
    EventWatch told = new EventWatch(context.events(), EventLimits.DEFAULT);
    this.parts = new SessionParts(context, log, health, recorder, told);
    this.watching = new Watching(parts);
    this.sub = watching.hasSub() ? new SubStream(context, log, watching, this::isShut) : null;
    this.onEnd = onEnd;
    this.thread = new Thread(this::run, "camera-" + context.camera().getCamera());
  }

  /** Says on {@code health} that a camera is not opened, and why. */
  public static void refuse(CameraLog log, ClipStore store, Clock clock, String cause)
      throws IOException {
    new HealthReporter(log, store, clock).refused(cause);
  }

  public CameraContext context() {
    return context;
  }

  public void start() {
    thread.start();
    if (sub != null) {
      sub.start();
    }
  }

  /** Asks it to end what is open and stop. */
  public void requestStop() {
    stop.countDown();
    waits.stop();
    if (sub != null) {
      sub.requestStop();
    }
  }

  /** Returns when all its facts are written, or the time is up. */
  public void awaitStop(long millis) {
    try {
      thread.join(millis);
      if (thread.isAlive()) {
        LOG.warn("camera {}: still busy after {} ms", log.camera(), millis);
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
  }

  private boolean isStopping() {
    return stop.getCount() == 0 || isShut();
  }

  /** The mode of the site closed it: from then on nothing is written, and it never goes on. */
  public boolean isShut() {
    if (!shut && !context.admission().get().open()) {
      shut = true;
    }
    return shut;
  }

  /** Says on {@code health} that the mode of its site keeps a camera closed, and why. */
  public static void tellShut(CameraLog log, ClipStore store, Clock clock, Admission admission)
      throws IOException {
    new HealthReporter(log, store, clock).shut(admission);
  }

  private void run() {
    try (LogContext ignored = LogContext.of(LogContext.CAMERA, log.camera())) {
      watch();
    }
  }

  private void watch() {
    int failures = 0;
    @Nullable String failure;
    do {
      failure = attempt();
      failures = sawPictures ? 1 : failures + 1;
      if (failure != null && !isStopping()) {
        context.metrics().sourceFailures.increment();
      }
    } while (failure != null && context.retry() && (again() || pause(failures)));
    endSub();
    if (!isStopping()) {
      onEnd.accept(new Ending(log.camera(), originMicros, failure));
    }
  }

  /**
   * What was looked at in the sub-stream, if there is one, ends with the session, in its thread.
   */
  private void endSub() {
    if (sub == null) {
      return;
    }
    sub.requestStop();
    sub.awaitStop();
  }

  /** Returns why the source was lost, or null when it ended as it should. */
  private @Nullable String attempt() {
    sawPictures = false;
    changed = false;
    try {
      runOnce();
      endSub();
      synchronized (watching) {
        if (!isShut()) {
          health.ended();
        }
      }
      return null;
    } catch (SourceException e) {
      changed = e.isChanged();
      return changed && context.retry()
          ? lost(String.valueOf(e.getMessage()))
          : offline(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return offline("facts cannot be written: " + e.getMessage());
    } catch (RuntimeException | Error e) { // else the thread would die in silence
      LOG.error("camera {}: failed", log.camera(), e);
      return offline("failed: " + e);
    }
  }

  private String lost(String cause) {
    LOG.info("camera {}: opening it again: {}", log.camera(), cause);
    synchronized (watching) {
      log.reception().lost(cause);
    }
    return cause;
  }

  /** True where the source only sends something else now: that is no outage, unless it repeats. */
  private boolean again() {
    long now = System.nanoTime();
    boolean atOnce =
        changed && sawPictures && !isStopping() && now - changedNanos > BETWEEN_CHANGES_NANOS;
    if (changed) {
      changedNanos = now;
    }
    return atOnce;
  }

  private String offline(String cause) {
    try {
      synchronized (watching) {
        log.reception().lost(cause);
        if (!isStopping()) {
          health.offline(cause);
        }
      }
    } catch (IOException e) {
      LOG.warn("camera {}: cannot say that it is offline: {}", log.camera(), e.toString());
    }
    return cause;
  }

  /** Waits longer after each failure; false if the session is to end. */
  private boolean pause(int failures) {
    try {
      return !stop.await(retryMillis(failures), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      return false;
    }
  }

  /** After so many failures in a row; not the same for all cameras of a switch that was out. */
  static long retryMillis(int failures) {
    long wait = FIRST_RETRY_MILLIS << Math.min(failures - 1, 10);
    wait = Math.min(LAST_RETRY_MILLIS, wait);
    return wait * 4 / 5 + ThreadLocalRandom.current().nextLong(wait * 2 / 5);
  }

  private void runOnce() throws SourceException, IOException {
    if (isStopping()) {
      return;
    }
    synchronized (watching) {
      health.starting();
      recorder.start();
    }
    String address = resolve(context, context.camera().getSource());
    try (MediaSource source = open(address)) {
      MaskedPackets.require(context.camera(), source);
      new OpenedSource(
              parts, watching, source, isLive(address), waits, this::isStopping, this::isShut)
          .read(this::seen);
    }
  }

  private MediaSource open(String address) throws SourceException, IOException {
    try (OpeningTurns.Turn turn = context.opening().join()) {
      synchronized (watching) {
        health.waits(turn.before());
      }
      waits.begin();
      turn.await();
      return context.sources().open(context.camera(), address);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SourceException("stopped while it waited for its turn to be opened");
    } finally {
      waits.end();
    }
  }

  private void seen(long origin) {
    originMicros = origin;
    sawPictures = true;
  }

  static boolean isLive(String address) {
    return LIVE.matcher(address).matches();
  }

  /** Never to be logged or published. */
  static String resolve(CameraContext context, String source) throws SourceException {
    try {
      return context.addresses().resolve(source);
    } catch (IllegalArgumentException e) {
      throw new SourceException(String.valueOf(e.getMessage()));
    }
  }
}
