package io.sightline.detect;

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

/** A fixed number of threads, each with detectors of its own. */
final class Workers {
  private static final int STOP_WITHIN_S = 10;

  /** What to do with a detector of each model. */
  interface Task<T> {
    T apply(List<Detector> detectors);
  }

  private final BlockingQueue<List<Detector>> idle;
  private final ExecutorService pool;
  private final int threads;
  private final int batch;

  Workers(Models models, int threads) {
    this.threads = threads;
    this.batch = models.batch();
    idle = new ArrayBlockingQueue<>(threads);
    for (int i = 0; i < threads; i++) {
      idle.add(models.all().stream().map(DetectorModel::newDetector).toList());
    }
    AtomicInteger number = new AtomicInteger();
    pool =
        Executors.newFixedThreadPool(
            threads, task -> new Thread(task, "detect-worker-" + number.incrementAndGet()));
  }

  /** How many of so many pictures one task shall take, so that no thread is idle. */
  int together(int pictures) {
    return Math.max(1, Math.min(batch, (pictures + threads - 1) / threads));
  }

  /** Runs all tasks and returns their results in order. */
  <T> List<T> run(List<Task<T>> tasks) throws InterruptedException, ExecutionException {
    List<Callable<T>> calls = new ArrayList<>();
    tasks.forEach(task -> calls.add(() -> withDetectors(task)));
    List<T> results = new ArrayList<>();
    for (Future<T> future : pool.invokeAll(calls)) {
      results.add(future.get());
    }
    return results;
  }

  private <T> T withDetectors(Task<T> task) throws InterruptedException {
    List<Detector> detectors = idle.take();
    try {
      return task.apply(detectors);
    } finally {
      idle.add(detectors);
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
    idle.forEach(detectors -> detectors.forEach(Detector::close));
    return true;
  }
}
