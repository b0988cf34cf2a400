package io.sightline.standalone.outcome;

import io.sightline.avro.ActivityKind;
import io.sightline.avro.Alert;
import io.sightline.avro.AlertState;
import io.sightline.avro.Decision;
import io.sightline.avro.Evidence;
import io.sightline.avro.Outcome;
import io.sightline.avro.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Alerts and decisions as lines for people. */
public final class OutcomeLines {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private OutcomeLines() {}

  /** A line when an alert opens and when it closes; nothing for the revisions between. */
  public static Optional<String> line(Alert alert) {
    String head = TIME.format(alert.getStartedAt()) + "  ALERT  " + alert.getCamera() + "  ";
    String what = alert.getLabel() + String.format(Locale.ROOT, " %.2f", alert.getConfidence());
    if (alert.getState() == AlertState.OPENED) {
      return Optional.of(head + what + "  (" + alert.getAlertId() + ")");
    }
    boolean firstClosed = alert.getState() == AlertState.CLOSED;
    return firstClosed
        ? Optional.of(
            head
                + "gone after "
                + seconds(alert.getStartedAt(), alert.getEndedAt())
                + "  ("
                + alert.getAlertId()
                + ")")
        : Optional.empty();
  }

  /** A line for an activity that raised no alert, saying why; nothing for an alerted one. */
  public static Optional<String> line(Decision decision) {
    if (decision.getOutcome() == Outcome.ALERTED) {
      return Optional.empty();
    }
    return Optional.of(
        TIME.format(decision.getStartedAt())
            + (decision.getOutcome() == Outcome.FAILED ? "  FAILED " : "  quiet  ")
            + decision.getCamera()
            + "  "
            + why(decision));
  }

  private static String why(Decision decision) {
    Evidence evidence = decision.getEvidence();
    String noticed = decision.getKind() == ActivityKind.SOUND ? "heard for " : "moved for ";
    String lasted = noticed + seconds(decision.getStartedAt(), decision.getEndedAt());
    String seen =
        evidence.getLabel() == null
            ? "nothing recognised"
            : String.format(Locale.ROOT, "%s %.2f", evidence.getLabel(), evidence.getScore());
    String reason = decision.getReason().name().toLowerCase(Locale.ROOT).replace('_', '-');
    String rule =
        decision.getReason() == Reason.RULE && evidence.getRule() != null
            ? " " + evidence.getRule()
            : "";
    String asked =
        rule.isEmpty() || evidence.getUnmet().isEmpty()
            ? ""
            : " (not met: " + String.join("; ", evidence.getUnmet()) + ")";
    return lasted + ", " + seen + ": " + reason + rule + asked;
  }

  private static String seconds(Instant from, Instant to) {
    return String.format(Locale.ROOT, "%.1f s", Duration.between(from, to).toMillis() / 1000.0);
  }
}
