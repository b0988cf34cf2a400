package io.sightline.standalone.backfill;

import io.sightline.avro.FrameRef;
import io.sightline.detect.DetectStep;
import io.sightline.detect.Models;
import io.sightline.detect.PictureSource;
import io.sightline.detect.model.DetectionException;
import io.sightline.detect.model.Detector;
import io.sightline.detect.model.DetectorModel;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The same pictures read and shown to the same models by as many threads, and nothing else: what a
 * backfill is measured against.
 */
final class BareInference implements AutoCloseable {
  private final DetectStep step;
  private final PictureSource pictures;
  private final ExecutorService pool;
  private final List<List<Detector>> detectors = new ArrayList<>();
  private long frames;
  private long nanos;

  /**
   * @param step says which pictures of a frame are examined
   */
  BareInference(Models models, int threads, DetectStep step, PictureSource pictures) {
    this.step = step;
    this.pictures = pictures;
    this.pool = Executors.newFixedThreadPool(threads, task -> new Thread(task, "bare-inference"));
    for (int i = 0; i < threads; i++) {
      detectors.add(models.all().stream().map(DetectorModel::newDetector).toList());
    }
  }

  /** All of these frames, whose pictures are there. */
  void measure(List<FrameRef> some) throws IOException, InterruptedException {
    List<String> keys = some.stream().flatMap(frame -> step.pictures(frame).stream()).toList();
    AtomicInteger next = new AtomicInteger();
    List<Callable<Integer>> tasks = new ArrayList<>();
    for (List<Detector> own : detectors) {
      tasks.add(() -> examine(keys, next, own));
    }
    long began = System.nanoTime();
    for (Future<Integer> done : pool.invokeAll(tasks)) {
      try {
        done.get();
      } catch (ExecutionException e) {
        throw new IOException("bare inference: " + e.getCause(), e);
      }
    }
    nanos += System.nanoTime() - began;
    frames += some.size();
  }

  private int examine(List<String> keys, AtomicInteger next, List<Detector> own)
      throws IOException, DetectionException {
    int found = 0;
    for (int i = next.getAndIncrement(); i < keys.size(); i = next.getAndIncrement()) {
      byte[] jpeg;
      try (InputStream in = pictures.open(keys.get(i))) {
        jpeg = in.readAllBytes();
      }
      for (Detector detector : own) {
        found += detector.detect(jpeg, List.of()).size();
      }
    }
    return found;
  }

  long frames() {
    return frames;
  }

  long nanos() {
    return nanos;
  }

  @Override
  public void close() {
    pool.shutdownNow();
    detectors.forEach(own -> own.forEach(Detector::close));
  }
}
