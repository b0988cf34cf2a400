package io.sightline.detect;

import io.sightline.detect.model.DetectionException;
import io.sightline.detect.model.Detector;
import io.sightline.detect.model.DetectorModel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A fixed number of threads, each with a detector of its own. */
final class Workers {
  private static final int STOP_WITHIN_S = 10;

  /** What to do with a detector. */
  interface Task<T> {
    T apply(Detector detector) throws DetectionException;
  }

  private final BlockingQueue<Detector> idle;
  private final ExecutorService pool;

  Workers(DetectorModel model, int threads) {
    idle = new ArrayBlockingQueue<>(threads);
    for (int i = 0; i < threads; i++) {
      idle.add(model.newDetector());
    }
    AtomicInteger number = new AtomicInteger();
    pool =
        Executors.newFixedThreadPool(
            threads, task -> new Thread(task, "detect-worker-" + number.incrementAndGet()));
  }

  /** Runs all tasks and returns their results in order. */
  <T> List<T> run(List<Task<T>> tasks) throws InterruptedException, ExecutionException {
    List<Callable<T>> calls = new ArrayList<>();
    tasks.forEach(task -> calls.add(() -> withDetector(task)));
    List<T> results = new ArrayList<>();
    for (Future<T> future : pool.invokeAll(calls)) {
      results.add(future.get());
    }
    return results;
  }

  private <T> T withDetector(Task<T> task) throws InterruptedException, DetectionException {
    Detector detector = idle.take();
    try {
      return task.apply(detector);
    } finally {
      idle.add(detector);
    }
  }

  /** Returns false if a worker did not stop; then its native memory must stay. */
  boolean stop() {
    pool.shutdown();
    try {
      if (!pool.awaitTermination(STOP_WITHIN_S, TimeUnit.SECONDS)) {
        return false;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    idle.forEach(Detector::close);
    return true;
  }
}
