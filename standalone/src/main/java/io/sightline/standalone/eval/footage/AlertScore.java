package io.sightline.standalone.eval.footage;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.sightline.alerting.core.Assignment;
import java.util.ArrayList;
import java.util.List;

/**
 * Alerts held against visits. Each visit has one alert at most, and each alert one visit: the
 * pairing that shares most time.
 *
 * @param visits there were, of subjects that are told
 * @param alerts there were
 * @param told visits with an alert of their own
 * @param missed visits without one
 * @param repeated alerts during a visit that has one already
 * @param wrong alerts while no such subject was there
 */
@JsonNaming(SnakeCaseStrategy.class)
public record AlertScore(
    int visits,
    int alerts,
    int told,
    List<Span> missed,
    List<Mistake> repeated,
    List<Mistake> wrong,
    List<Delay> delays) {

  /** Truth and motion are known to a few frames only. */
  private static final double SLACK_S = 0.5;

  /** An alert that should not be. */
  public record Mistake(String alert, String label, Span span) {}

  /**
   * How late a visit was told.
   *
   * @param startS by how much the alert begins after the visit, seconds; below 0: before
   * @param raisedS how long after the visit began it was raised, seconds
   */
  @JsonNaming(SnakeCaseStrategy.class)
  public record Delay(double visitFrom, double startS, double raisedS) {}

  /** A visit in seconds. */
  record Stay(Span span, String subject) {}

  static AlertScore of(List<Stay> stays, List<Told> alerts) {
    int[] pairs = Assignment.best(worth(stays, alerts));
    List<Span> missed = new ArrayList<>();
    List<Delay> delays = new ArrayList<>();
    boolean[] used = new boolean[alerts.size()];
    for (int s = 0; s < stays.size(); s++) {
      Span visit = stays.get(s).span();
      if (pairs[s] < 0) {
        missed.add(visit);
      } else {
        used[pairs[s]] = true;
        Told alert = alerts.get(pairs[s]);
        delays.add(
            new Delay(
                visit.from(), alert.span().from() - visit.from(), alert.raised() - visit.from()));
      }
    }
    List<Mistake> repeated = new ArrayList<>();
    List<Mistake> wrong = new ArrayList<>();
    for (int a = 0; a < alerts.size(); a++) {
      if (!used[a]) {
        Told alert = alerts.get(a);
        List<Mistake> kind = during(stays, alert) ? repeated : wrong;
        kind.add(new Mistake(alert.id(), alert.label(), alert.span()));
      }
    }
    return new AlertScore(
        stays.size(), alerts.size(), delays.size(), missed, repeated, wrong, delays);
  }

  private static double[][] worth(List<Stay> stays, List<Told> alerts) {
    double[][] worth = new double[stays.size()][alerts.size()];
    for (int s = 0; s < stays.size(); s++) {
      for (int a = 0; a < alerts.size(); a++) {
        boolean same = fits(stays.get(s), alerts.get(a));
        worth[s][a] = same ? 0.01 + stays.get(s).span().shared(alerts.get(a).span()) : 0;
      }
    }
    return worth;
  }

  private static boolean fits(Stay stay, Told alert) {
    Span wide = new Span(stay.span().from() - SLACK_S, stay.span().to() + SLACK_S);
    return stay.subject().equals(alert.subject()) && wide.overlaps(alert.span());
  }

  private static boolean during(List<Stay> stays, Told alert) {
    return stays.stream().anyMatch(stay -> fits(stay, alert));
  }
}
