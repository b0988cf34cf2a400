package io.sightline.e2e.observability;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What a process served at {@code /metrics} at one time. */
record Scrape(List<Sample> samples) {
  private static final Pattern LINE = Pattern.compile("(?m)^(\\w+)(?:\\{(.*)})? (\\S+)$");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");

  /** One series. */
  record Sample(String name, String labels, double value) {
    Set<String> labelNames() {
      Set<String> names = new TreeSet<>();
      LABEL.matcher(labels).results().forEach(label -> names.add(label.group(1)));
      return names;
    }
  }

  static Scrape of(int adminPort) throws IOException {
    URI uri = URI.create("http://127.0.0.1:" + adminPort + "/metrics");
    try (var answer = uri.toURL().openStream()) {
      return parse(new String(answer.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  static Scrape parse(String text) {
    List<Sample> samples = new ArrayList<>();
    for (MatchResult line : LINE.matcher(text).results().toList()) {
      String labels = line.group(2) == null ? "" : line.group(2);
      String value = line.group(3).replace("Inf", "Infinity");
      samples.add(new Sample(line.group(1), labels, Double.parseDouble(value)));
    }
    return new Scrape(List.copyOf(samples));
  }

  /** Of all series of that name with those labels together, each as {@code camera="hall"}. */
  double sum(String name, String... labels) {
    return samples.stream()
        .filter(sample -> sample.name().equals(name))
        .filter(sample -> List.of(labels).stream().allMatch(sample.labels()::contains))
        .mapToDouble(Sample::value)
        .sum();
  }

  Set<String> names() {
    Set<String> names = new TreeSet<>();
    samples.forEach(sample -> names.add(sample.name()));
    return names;
  }
}
