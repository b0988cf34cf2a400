package io.sightline.retention;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.sightline.avro.DeletionOutcome;
import io.sightline.avro.DeletionResult;
import io.sightline.avro.DeletionScope;
import io.sightline.runtime.Health;
import io.sightline.runtime.Service;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the store would not delete when it was last asked to: health and a metric until it does.
 * Retention asks again for as long as it takes; after a restart this knows what has been asked for
 * since.
 */
final class OverdueDeletions implements Service {
  static final String METRIC = "sightline.retention.overdue.open";
  private static final int MOST = 10_000;

  private final Map<String, String> causes = new LinkedHashMap<>();

  OverdueDeletions(MeterRegistry metrics) {
    Gauge.builder(METRIC, this, OverdueDeletions::count).register(metrics);
  }

  /**
   * Takes note of an answer of the store. Frames are not asked for again: they go with their clip.
   */
  synchronized void answered(DeletionResult answer) {
    if (answer.getScope() == DeletionScope.FRAMES) {
      return;
    }
    if (answer.getOutcome() == DeletionOutcome.DELETED) {
      causes.remove(answer.getClipId());
    } else if (causes.size() < MOST || causes.containsKey(answer.getClipId())) {
      causes.put(answer.getClipId(), answer.getCause());
    }
  }

  /** Clips and hours, ten thousand at most. */
  synchronized int count() {
    return causes.size();
  }

  @Override
  public String name() {
    return "overdue-deletions";
  }

  @Override
  public void start() {}

  @Override
  public synchronized Health health() {
    return causes.entrySet().stream()
        .findFirst()
        .map(
            first ->
                Health.degraded(
                    "%d clips or hours overdue: the store does not delete them; %s: %s"
                        .formatted(causes.size(), first.getKey(), first.getValue())))
        .orElseGet(() -> Health.up("nothing overdue"));
  }

  @Override
  public void close() {}
}
