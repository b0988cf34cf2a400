package io.sightline.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.Test;

class CameraGaugesTest {
  private final PrometheusMeterRegistry metrics =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final CameraGauges gauges = new CameraGauges("test.seen.timestamp", "seconds", metrics);

  @Test
  void number_isThatOfItsCamera() {
    gauges.set("hall", 1);
    gauges.set("yard", 2);
    gauges.set("hall", 3);

    assertThat(metrics.scrape())
        .contains("test_seen_timestamp_seconds{camera=\"hall\"} 3.0")
        .contains("test_seen_timestamp_seconds{camera=\"yard\"} 2.0");
  }

  @Test
  void removedCamera_isToldOfNoMoreUntilItIsSetAgain() {
    gauges.set("hall", 1);
    gauges.remove("hall");
    gauges.remove("unknown");
    assertThat(metrics.scrape()).doesNotContain("hall");

    gauges.set("hall", 2);
    assertThat(metrics.scrape()).contains("{camera=\"hall\"} 2.0");
  }

  @Test
  void close_leavesNothing() {
    gauges.set("hall", 1);
    gauges.set("yard", 1);
    gauges.close();

    assertThat(metrics.scrape()).doesNotContain("test_seen");
  }
}
