package io.sightline.runtime;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One number for each camera, for as long as this process has something to say about it. For any
 * thread.
 */
public final class CameraGauges implements AutoCloseable {
  private static final int MOST = 10_000;

  private final MeterRegistry metrics;
  private final String name;
  private final @Nullable String unit;
  private final Map<String, Series> series = new HashMap<>();

  private static final class Series {
    private volatile double value;
    private @Nullable Gauge gauge;
  }

  /**
   * @param unit its name is appended to the metric's; null: there is none
   */
  public CameraGauges(String name, @Nullable String unit, MeterRegistry metrics) {
    this.name = name;
    this.unit = unit;
    this.metrics = metrics;
  }

  /** Left out for more cameras than ten thousand. */
  public synchronized void set(String camera, double value) {
    Series known = series.get(camera);
    if (known == null) {
      if (series.size() >= MOST) {
        return;
      }
      known = new Series();
      series.put(camera, known);
      known.value = value;
      known.gauge =
          Gauge.builder(name, known, s -> s.value)
              .tag("camera", camera)
              .baseUnit(unit)
              .register(metrics);
    }
    known.value = value;
  }

  /** There is nothing more to say about it. */
  public synchronized void remove(String camera) {
    Series known = series.remove(camera);
    if (known != null && known.gauge != null) {
      metrics.remove(known.gauge);
    }
  }

  @Override
  public synchronized void close() {
    for (String camera : Map.copyOf(series).keySet()) {
      remove(camera);
    }
  }
}
