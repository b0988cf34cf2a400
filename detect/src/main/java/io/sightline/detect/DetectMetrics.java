package io.sightline.detect;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.sightline.runtime.LatencyTimer;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What detect counts, by its first model. */
final class DetectMetrics {
  private final Counter frames;
  private final Counter pictures;
  private final Counter failures;
  private final Counter cropFailures;
  private final Timer duration;

  DetectMetrics(MeterRegistry metrics, String model) {
    frames = metrics.counter("sightline.detect.frames", "model", model);
    pictures = metrics.counter("sightline.detect.pictures", "model", model);
    failures = metrics.counter("sightline.detect.failures", "model", model);
    cropFailures = metrics.counter("sightline.detect.crop.failures", "model", model);
    duration = LatencyTimer.of(metrics, "sightline.detect.duration", "model", model);
  }

  /** Takes down how long so many pictures took, each its share. */
  <T> T time(int count, Supplier<T> work) {
    long begin = System.nanoTime();
    try {
      return work.get();
    } finally {
      long share = (System.nanoTime() - begin) / count;
      for (int i = 0; i < count; i++) {
        duration.record(share, TimeUnit.NANOSECONDS);
      }
      pictures.increment(count);
    }
  }

  /** A frame has its answer. */
  void examined() {
    frames.increment();
  }

  /** A frame, or else a crop, could not be examined. */
  void failed(boolean wholeFrame) {
    (wholeFrame ? failures : cropFailures).increment();
  }
}
