package io.sightline.console.view;

import io.sightline.avro.Alert;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The latest revision of each alert, ordered by the start of its incident. */
public final class AlertView {
  private final Timeline<Alert> alerts;
  private long repeated;

  public AlertView(int limit) {
    alerts = new Timeline<>(limit);
  }

  /** False if the revision is not newer than the known one, or the alert too old to be kept. */
  synchronized boolean apply(Alert alert) {
    Optional<Alert> known = alerts.get(alert.getAlertId());
    if (known.isPresent() && known.get().getRevision() >= alert.getRevision()) {
      repeated++;
      return false;
    }
    return alerts.put(alert.getAlertId(), alert.getStartedAt(), alert);
  }

  public Optional<Alert> get(String alertId) {
    return alerts.get(alertId);
  }

  public List<Alert> newest(@Nullable Position before, int count, Predicate<Alert> which) {
    return alerts.newest(before, count, which);
  }

  public static Position position(Alert alert) {
    return new Position(alert.getStartedAt(), alert.getAlertId());
  }

  public int size() {
    return alerts.size();
  }

  public long forgotten() {
    return alerts.forgotten();
  }

  /** Records whose revision was already known: 0 where each is published once and in order. */
  public synchronized long repeated() {
    return repeated;
  }
}
