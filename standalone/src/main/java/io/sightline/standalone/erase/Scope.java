package io.sightline.standalone.erase;

import io.sightline.avro.Alert;
import io.sightline.avro.AlertState;
import io.sightline.avro.Clip;
import io.sightline.avro.Recording;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;

/**
 * What is to be erased: all that a camera saw and heard from one capture time to before another.
 *
 * @param subject the alert or clip by which it was named; empty: by its times
 */
public record Scope(String camera, Instant from, Instant until, String subject) {
  public Scope {
    from = from.truncatedTo(ChronoUnit.MICROS);
    until = until.truncatedTo(ChronoUnit.MICROS);
    if (!from.isBefore(until)) {
      throw new IllegalArgumentException(
          "from %s to %s: expected a begin before the end".formatted(from, until));
    }
  }

  /** What is not over cannot be erased: it is still being written. */
  Scope requireOver(Instant now) {
    if (until.isAfter(now)) {
      throw new IllegalArgumentException(
          "to %s: expected a time that is over; it is %s".formatted(until, now));
    }
    return this;
  }

  static Scope of(Clip clip) {
    return new Scope(clip.getCamera(), clip.getCapturedAt(), end(clip), clip.getClipId());
  }

  /** One visit: from the first moment of its clips to the last. */
  static Scope of(Alert alert, Collection<Clip> clips) {
    if (alert.getState() != AlertState.CLOSED) {
      throw new IllegalArgumentException(
          "alert %s is %s: expected one that is closed; or name --camera, --from and --to"
              .formatted(alert.getAlertId(), alert.getState()));
    }
    Instant from = alert.getStartedAt();
    Instant until = alert.getEndedAt().plus(1, ChronoUnit.MICROS);
    for (Clip clip : clips) {
      from = clip.getCapturedAt().isBefore(from) ? clip.getCapturedAt() : from;
      until = end(clip).isAfter(until) ? end(clip) : until;
    }
    return new Scope(alert.getCamera(), from, until, alert.getAlertId());
  }

  private static Instant end(Clip clip) {
    return clip.getEndedAt().plus(1, ChronoUnit.MICROS);
  }

  boolean has(Clip clip) {
    return clip.getCamera().equals(camera) && has(clip.getCapturedAt(), clip.getEndedAt());
  }

  boolean has(Recording piece) {
    return piece.getCamera().equals(camera) && has(piece.getCapturedAt(), piece.getEndedAt());
  }

  /** Whether anything captured between two times lies in it. */
  boolean has(Instant begin, Instant end) {
    return begin.isBefore(until) && (end.isAfter(from) || !begin.isBefore(from));
  }
}
