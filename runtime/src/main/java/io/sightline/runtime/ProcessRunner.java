package io.sightline.runtime;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the services of a process: starts them in order, watches them, closes them in reverse. */
public final class ProcessRunner {
  /** All was done, or somebody asked to stop. */
  public static final int DONE = 0;

  /** A service could not start, or went down. */
  public static final int FAILED = 1;

  private static final Logger LOG = LoggerFactory.getLogger(ProcessRunner.class);
  private static final long WATCH_EVERY_MS = 100;

  private static final long STOP_WITHIN_S = 60;

  private final List<Service> services;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Deque<Service> started = new ArrayDeque<>();

  public ProcessRunner(List<? extends Service> services) {
    this.services = List.copyOf(services);
  }

  /** Makes {@link #run} close everything and return {@link #DONE}; may be called by any thread. */
  public void stop() {
    stop.countDown();
    services.forEach(Service::stopping);
  }

  /** As {@link #run}, and stops in order when the process gets a signal. */
  public int runUntilSignal() {
    CountDownLatch closed = new CountDownLatch(1);
    Thread hook = new Thread(() -> stopAndWait(closed), "stop-on-signal");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      return run();
    } finally {
      closed.countDown();
    }
  }

  private void stopAndWait(CountDownLatch closed) {
    stop();
    try {
      if (!closed.await(STOP_WITHIN_S, TimeUnit.SECONDS)) {
        LOG.error("some service did not close within {} s", STOP_WITHIN_S);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns {@link #DONE} or {@link #FAILED} when all services are closed. */
  public int run() {
    try {
      return startAll() ? watch() : FAILED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return FAILED;
    } finally {
      closeAll();
    }
  }

  private boolean startAll() {
    for (Service service : services) {
      if (stop.getCount() == 0) {
        return true;
      }
      started.push(service);
      try {
        service.start();
      } catch (Exception e) {
        tell(service, e);
        return false;
      }
    }
    return true;
  }

  /**
   * A port that is taken or a folder that is not there is no bug: where it happened helps nobody.
   */
  private static void tell(Service service, Exception failure) {
    boolean surroundings = failure instanceof IOException;
    LOG.error(
        "{} cannot start: {}",
        service.name(),
        surroundings ? failure.getMessage() : Failures.describe(failure),
        surroundings && !LOG.isDebugEnabled() ? null : failure);
  }

  private int watch() throws InterruptedException {
    while (!stop.await(WATCH_EVERY_MS, TimeUnit.MILLISECONDS)) {
      List<String> down = new ArrayList<>();
      for (Service service : services) {
        Health health = service.health();
        if (health.state() == Health.State.DOWN) {
          down.add(service.name() + " (" + health.detail() + ")");
        }
      }
      if (!down.isEmpty()) {
        LOG.error("ending the process, since this is down: {}", String.join(", ", down));
        return FAILED;
      }
    }
    return DONE;
  }

  private void closeAll() {
    while (!started.isEmpty()) {
      Service service = started.pop();
      try {
        service.close();
      } catch (RuntimeException e) {
        LOG.error("{} did not close cleanly", service.name(), e);
      }
    }
  }
}
