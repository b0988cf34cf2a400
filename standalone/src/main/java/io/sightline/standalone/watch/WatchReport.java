package io.sightline.standalone.watch;

import io.sightline.avro.Alert;
import io.sightline.avro.AlertClip;
import io.sightline.avro.Decision;
import io.sightline.avro.Evidence;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a recording came to: a line for each alert and each decision, sorted by start, type and id.
 */
final class WatchReport {
  private static final DateTimeFormatter UTC_MILLIS =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);
  private static final Comparator<WatchLine> ORDER =
      Comparator.comparing(WatchLine::startS)
          .thenComparing(WatchLine::type)
          .thenComparing(WatchLine::id);

  private final Instant videoStart;
  private final UnaryOperator<String> pathOfKey;

  /**
   * @param videoStart capture time of the first picture
   * @param pathOfKey from a clip store key to the path to show
   */
  WatchReport(Instant videoStart, UnaryOperator<String> pathOfKey) {
    this.videoStart = videoStart;
    this.pathOfKey = pathOfKey;
  }

  /**
   * @param alerts the last revision of each
   * @param clipKeys media key by clip id
   */
  List<WatchLine> lines(
      Collection<Alert> alerts, Collection<Decision> decisions, Map<String, String> clipKeys) {
    return Stream.concat(
            alerts.stream().map(this::alert), decisions.stream().map(d -> decision(d, clipKeys)))
        .sorted(ORDER)
        .toList();
  }

  private WatchLine alert(Alert alert) {
    return new WatchLine(
        "alert",
        alert.getCamera(),
        alert.getActivities().isEmpty() ? null : alert.getActivities().get(0),
        alert.getAlertId(),
        seconds(alert.getStartedAt()),
        seconds(alert.getEndedAt()),
        utc(alert.getStartedAt()),
        utc(alert.getEndedAt()),
        words(alert.getSubject()),
        alert.getLabel(),
        score(alert.getConfidence()),
        seconds(alert.getRaisedAt()),
        "alerted",
        null,
        alert.getRule().isEmpty() ? null : alert.getRule(),
        words(alert.getSeverity()),
        null,
        path(
            alert.getClips().stream()
                .map(AlertClip::getKey)
                .filter(k -> k != null)
                .findFirst()
                .orElse(null)));
  }

  private WatchLine decision(Decision decision, Map<String, String> clipKeys) {
    Evidence evidence = decision.getEvidence();
    boolean seen = evidence.getLabel() != null;
    return new WatchLine(
        "decision",
        decision.getCamera(),
        decision.getActivityId(),
        decision.getAlerts().isEmpty() ? null : decision.getAlerts().get(0),
        seconds(decision.getStartedAt()),
        seconds(decision.getEndedAt()),
        utc(decision.getStartedAt()),
        utc(decision.getEndedAt()),
        evidence.getSubject(),
        evidence.getLabel(),
        seen ? score(evidence.getScore()) : null,
        null,
        words(decision.getOutcome()),
        words(decision.getReason()),
        evidence.getRule(),
        null,
        evidence.getUnmet().isEmpty() ? null : evidence.getUnmet(),
        path(
            decision.getClips().stream()
                .map(clipKeys::get)
                .filter(k -> k != null)
                .findFirst()
                .orElse(null)));
  }

  private BigDecimal seconds(Instant time) {
    return BigDecimal.valueOf(Duration.between(videoStart, time).toNanos(), 9)
        .setScale(3, RoundingMode.HALF_UP);
  }

  private static String utc(Instant time) {
    return UTC_MILLIS.format(time.plusNanos(500_000));
  }

  private static BigDecimal score(float score) {
    return BigDecimal.valueOf(score).setScale(3, RoundingMode.HALF_UP);
  }

  /** {@code SAME_INCIDENT} as {@code same-incident}. */
  private static String words(Enum<?> symbol) {
    return symbol.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private @Nullable String path(@Nullable String key) {
    return key == null ? null : pathOfKey.apply(key);
  }
}
