package io.sightline.e2e.observability;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.e2e.observability.Catalogue.Metric;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class QueryTest {
  private static final Catalogue CATALOGUE =
      new Catalogue(
          Map.of(
              "a_total", new Metric("a_total", "counter", Set.of("camera")),
              "b_seconds", new Metric("b_seconds", "timer", Set.of())));

  @Test
  void queryForWhatIsThere_hasNoProblem() {
    for (String query :
        List.of(
            "a_total",
            "sum by (camera) (rate(a_total{camera=\"hall\", instance!=\"x\"}[5m])) > 2 * 10",
            "histogram_quantile(0.95, sum by (le) (rate(b_seconds_bucket[5m]))) > 0.5",
            "(a_total unless a_total offset 15m) and on (camera) a_total",
            "up{job=\"sightline\"} == 0 or time() - b_seconds_max > 1e3")) {
      assertThat(problems(query)).as(query).isEmpty();
    }
  }

  @Test
  void metricOrLabelThatIsNotThere_isNamed() {
    assertThat(problems("sum(rate(a_totall[5m]))")).containsExactly("no metric a_totall");
    assertThat(problems("a_total{channel=\"x\"}")).containsExactly("a_total has no label channel");
    assertThat(problems("sum by (channel) (a_total)"))
        .containsExactly("no metric has a label channel");
    assertThat(problems("b_seconds > 1")).containsExactly("no metric b_seconds");
    assertThat(problems("a_total_bucket")).containsExactly("no metric a_total_bucket");
  }

  private static List<String> problems(String query) {
    return new Query(query).problems(CATALOGUE);
  }
}
