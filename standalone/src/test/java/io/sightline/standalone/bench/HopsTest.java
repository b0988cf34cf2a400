package io.sightline.standalone.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HopsTest {
  @Test
  void hundredTimes_halfOfThemAndAllButOneAreWithinTheQuantiles() {
    double[] times = IntStream.rangeClosed(1, 100).mapToDouble(i -> 101 - i).toArray();
    Map<String, Object> figures = new LinkedHashMap<>();

    new Hops(times.clone(), times.clone(), times).tell(figures, "");

    assertThat(figures)
        .containsEntry("frame_to_alert_p50_ms", 50.0)
        .containsEntry("frame_to_alert_p99_ms", 99.0)
        .containsEntry("frame_to_alert_most_ms", 100.0)
        .containsEntry("alerts_measured", 100);
  }

  @Test
  void noTimes_noNumber() {
    assertThat(Hops.quantile(new double[0], 0.5)).isNaN();
  }
}
