package io.sightline.alerting.core.feedback;

import io.sightline.avro.FeedbackKind;
import io.sightline.avro.Subject;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What somebody said once, as far as it matters here.
 *
 * @param id of the feedback
 * @param kind REVOKED: it does not hold any more, and must not come back either
 * @param at capture time of what it is about, microseconds since 1970
 * @param taken what the alert took it for; UNKNOWN: not known, so anything
 * @param belongs KNOWN: what it really is; UNKNOWN: not said
 * @param label KNOWN: by name; empty: not said
 * @param place where; null: anywhere
 */
public record Remark(
    String id,
    FeedbackKind kind,
    long at,
    Subject taken,
    Subject belongs,
    String label,
    @Nullable Place place) {
  private static final double SAME_PLACE_OVERLAP = 0.3;
  private static final double SAME_PET_SIZE_RATIO = 4;
  private static final long DAY_MICROS = 86_400_000_000L;
  private static final long SAME_HOUR_MICROS = 3 * 3_600_000_000L;
  private static final double OTHER_HOUR_WEIGHT = 0.5;

  /** How long it holds, in capture time: as long as a clip is kept. */
  static final long LIFE_MICROS = 30 * DAY_MICROS;

  static final Comparator<Remark> OLDEST_FIRST =
      Comparator.comparingLong(Remark::at).thenComparing(Remark::id);

  /** Holds the place of one that was taken back. */
  public static Remark revoked(String id, long at) {
    return new Remark(id, FeedbackKind.REVOKED, at, Subject.UNKNOWN, Subject.UNKNOWN, "", null);
  }

  boolean expired(long now) {
    return now - at >= LIFE_MICROS;
  }

  /** 1 when it is new and the hour of the day the same, down to 0 at the end of its life. */
  double weight(long now) {
    double age = Math.max(0, now - at);
    return Math.max(0, 1 - age / LIFE_MICROS) * (sameHour(now) ? 1 : OTHER_HOUR_WEIGHT);
  }

  /** Within three hours of the same time of day. */
  boolean sameHour(long now) {
    long apart = Math.floorMod(now - at, DAY_MICROS);
    return Math.min(apart, DAY_MICROS - apart) <= SAME_HOUR_MICROS;
  }

  /** The alert was of that kind, or it is not known of which. */
  boolean tookFor(Subject subject) {
    return taken == Subject.UNKNOWN || taken == subject;
  }

  boolean samePlace(Look look) {
    return place != null && place.overlap(look.place()) >= SAME_PLACE_OVERLAP;
  }

  boolean touches(Look look) {
    return place == null || place.touches(look.place());
  }

  /**
   * Whether what belongs here may be what is seen. Pets walk about: they are known by their size;
   * all else by its place. Never a person.
   */
  boolean mayBe(Look look) {
    Subject subject = look.subject();
    if (subject == Subject.PERSON || subject == Subject.SOUND) {
      return false;
    }
    if (belongs != Subject.UNKNOWN && belongs != subject) {
      return false;
    }
    if (subject == Subject.PET && belongs == Subject.PET) {
      return place == null || place.sizeRatio(look.place()) <= SAME_PET_SIZE_RATIO;
    }
    boolean named = belongs != Subject.OTHER || label.equalsIgnoreCase(look.label());
    return named && samePlace(look);
  }
}
