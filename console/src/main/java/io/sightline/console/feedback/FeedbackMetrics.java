package io.sightline.console.feedback;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.sightline.avro.Alert;
import io.sightline.avro.Decision;
import io.sightline.avro.Feedback;
import io.sightline.avro.FeedbackKind;
import io.sightline.console.view.Views;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How right the alerts were, as people say: for each camera, rule and model how often what was said
 * holds, and the precision that follows. What is taken back counts no more.
 */
public final class FeedbackMetrics {
  static final int MOST_SERIES = 500;
  private static final String REST = "(rest)";

  /** What an alert was made by; where nobody knows any more, empty. */
  private record Maker(String camera, String rule, String model) implements Comparable<Maker> {
    private static final Maker OTHERS = new Maker(REST, REST, REST);

    Tags tags() {
      return Tags.of("camera", camera, "rule", rule, "model", model);
    }

    @Override
    public int compareTo(Maker other) {
      return toString().compareTo(other.toString());
    }
  }

  private final Views views;
  private final MultiGauge said;
  private final MultiGauge precision;

  public FeedbackMetrics(Views views, MeterRegistry metrics) {
    this.views = views;
    this.said =
        MultiGauge.builder("sightline.feedback.given")
            .description("What people said of alerts and silence, as far as it holds")
            .register(metrics);
    this.precision =
        MultiGauge.builder("sightline.feedback.precision")
            .description("Alerts said to be right, of those said to be right or false")
            .register(metrics);
  }

  /** Counts anew: what people say is little, and changes seldom. */
  public synchronized void update() {
    Map<Maker, Map<FeedbackKind, Integer>> counts = counts();
    List<Row<?>> rows = new ArrayList<>();
    List<Row<?>> shares = new ArrayList<>();
    counts.forEach(
        (maker, kinds) -> {
          kinds.forEach(
              (kind, count) -> rows.add(Row.of(maker.tags().and("kind", name(kind)), count)));
          int right = kinds.getOrDefault(FeedbackKind.CONFIRMED, 0);
          int judged = right + kinds.getOrDefault(FeedbackKind.FALSE_ALARM, 0);
          if (judged > 0) {
            shares.add(Row.of(maker.tags(), right / (double) judged));
          }
        });
    said.register(rows, true);
    precision.register(shares, true);
  }

  private static String name(FeedbackKind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private Map<Maker, Map<FeedbackKind, Integer>> counts() {
    Map<Maker, Map<FeedbackKind, Integer>> counts = new TreeMap<>();
    for (Feedback feedback : views.feedback().all()) {
      Maker maker = maker(feedback);
      boolean room = counts.containsKey(maker) || counts.size() < MOST_SERIES;
      counts
          .computeIfAbsent(room ? maker : Maker.OTHERS, m -> new EnumMap<>(FeedbackKind.class))
          .merge(feedback.getKind(), 1, Integer::sum);
    }
    return counts;
  }

  private Maker maker(Feedback feedback) {
    String alertId = feedback.getAlertId();
    Alert alert = alertId == null ? null : views.alerts().get(alertId).orElse(null);
    if (alert != null) {
      return new Maker(alert.getCamera(), alert.getRule(), model(alert));
    }
    String activity = feedback.getActivityId();
    Decision decision = activity == null ? null : views.decisions().get(activity).orElse(null);
    if (decision == null) {
      return new Maker(feedback.getCamera(), "", "");
    }
    String rule = decision.getEvidence().getRule();
    return new Maker(
        feedback.getCamera(), rule == null ? "" : rule, decision.getMadeWith().getModel());
  }

  private String model(Alert alert) {
    return alert.getActivities().stream()
        .flatMap(activity -> views.decisions().get(activity).stream())
        .map(decision -> decision.getMadeWith().getModel())
        .findFirst()
        .orElse("");
  }
}
