package io.sightline.e2e.observability;

import io.sightline.e2e.observability.Catalogue.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What a query in PromQL asks for, as far as a catalogue can tell whether it is there. */
record Query(String text) {
  private static final Set<String> WORDS =
      Set.of(
          "and", "or", "unless", "offset", "bool", "by", "without", "on", "ignoring", "group_left");
  private static final Set<String> SET_BY_PROMETHEUS = Set.of("job", "instance");
  private static final Pattern GROUPING =
      Pattern.compile("\\b(?:by|without|on|ignoring|group_left)\\s*\\(([^)]*)\\)");
  private static final Pattern SERIES =
      Pattern.compile("(?<![\\w$.])([a-zA-Z_]\\w*)(?!\\w*\\s*\\()(?:\\{([^}]*)})?");
  private static final Pattern LABEL = Pattern.compile("(\\w+)\\s*(?:=~|!~|!=|=)\\s*\"");

  /** What is wrong with it; empty if all that it asks for is there. */
  List<String> problems(Catalogue catalogue) {
    List<String> problems = new ArrayList<>();
    String bare = GROUPING.matcher(text).replaceAll(" ").replaceAll("\\[[^]]*]", " ");
    bare = bare.replaceAll("(?<=offset )\\s*\\w+", " ");
    for (MatchResult series : SERIES.matcher(bare).results().toList()) {
      String name = series.group(1);
      if (WORDS.contains(name) || name.equals("up")) {
        continue;
      }
      Optional<Metric> metric = catalogue.of(name);
      if (metric.isEmpty()) {
        problems.add("no metric " + name);
      } else if (series.group(2) != null) {
        LABEL
            .matcher(series.group(2))
            .results()
            .map(label -> label.group(1))
            .filter(label -> !has(metric.get(), label))
            .forEach(label -> problems.add(name + " has no label " + label));
      }
    }
    groupings().stream()
        .filter(label -> !isOfOne(catalogue, label))
        .forEach(label -> problems.add("no metric has a label " + label));
    return problems;
  }

  private List<String> groupings() {
    return GROUPING
        .matcher(text)
        .results()
        .flatMap(group -> Pattern.compile("[,\\s]+").splitAsStream(group.group(1)))
        .filter(label -> !label.isEmpty())
        .toList();
  }

  private static boolean isOfOne(Catalogue catalogue, String label) {
    return catalogue.metrics().values().stream().anyMatch(metric -> has(metric, label));
  }

  private static boolean has(Metric metric, String label) {
    return SET_BY_PROMETHEUS.contains(label)
        || metric.labels().contains(label)
        || (label.equals("le") && metric.type().equals("timer"));
  }
}
