package io.sightline.e2e.observability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The metrics that there are, as the tables of {@code docs/reference/metrics.md} have them.
 *
 * @param metrics by name at {@code /metrics}
 */
record Catalogue(Map<String, Metric> metrics) {
  /** What of a timer is asked for by a name of its own. */
  private static final String PARTS = "_(bucket|count|sum|max)$";

  private static final Pattern ROW =
      Pattern.compile(
          "(?m)^\\| `(\\w+)` \\| (counter|gauge|timer) \\|([^|\\n]*)\\| [^|\\n]*\\w[^|\\n]* \\|$");
  private static final Pattern CODE = Pattern.compile("`(\\w+)`");

  /** Which labels it has besides those that Prometheus sets. */
  record Metric(String name, String type, Set<String> labels) {}

  static Catalogue read(Path page) throws IOException {
    Map<String, Metric> metrics = new LinkedHashMap<>();
    for (MatchResult row : ROW.matcher(Files.readString(page)).results().toList()) {
      Set<String> labels =
          CODE.matcher(row.group(3))
              .results()
              .map(label -> label.group(1))
              .collect(Collectors.toCollection(TreeSet::new));
      Metric before = metrics.put(row.group(1), new Metric(row.group(1), row.group(2), labels));
      if (before != null) {
        throw new IllegalArgumentException(row.group(1) + " is there twice");
      }
    }
    return new Catalogue(metrics);
  }

  /** The metric that a series belongs to. */
  Optional<Metric> of(String series) {
    Metric same = metrics.get(series);
    if (same != null) {
      return same.type().equals("timer") ? Optional.empty() : Optional.of(same);
    }
    Metric timer = metrics.get(series.replaceAll(PARTS, ""));
    return Optional.ofNullable(timer).filter(metric -> metric.type().equals("timer"));
  }

  /** Those that the code registers itself, by name in Prometheus. */
  Map<String, Metric> ours() {
    Map<String, Metric> ours = new TreeMap<>(metrics);
    ours.keySet().removeIf(name -> !name.startsWith("sightline_"));
    return ours;
  }
}
