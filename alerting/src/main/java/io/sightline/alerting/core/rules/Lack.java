package io.sightline.alerting.core.rules;

import java.util.Locale;

/**
 * Something that a rule asks for and that is not there.
 *
 * @param what names it: zones, lines, hours
 * @param got how much of it there was, where that can be said
 * @param asked how much was asked for
 */
public record Lack(Kind kind, String what, double got, double asked) {

  /** What a rule can ask for. */
  public enum Kind {
    MODE,
    HOURS,
    ZONE,
    EXCLUDED,
    MIN_HEIGHT,
    MAX_HEIGHT,
    LOITERING,
    CROSSING,
    MOTION,
    CONFIDENCE;

    /** Whether it may yet come while the object stays in view. */
    boolean awaited() {
      return this == LOITERING || this == CROSSING;
    }
  }

  static Lack of(Kind kind, String what) {
    return new Lack(kind, what, 0, 0);
  }

  static Lack of(Kind kind, double got, double asked) {
    return new Lack(kind, "", got, asked);
  }

  /** How near it came, 0..1. */
  double progress() {
    return asked > 0 ? Math.max(0, Math.min(1, got / asked)) : 0;
  }

  /** For people. */
  public String words() {
    return switch (kind) {
      case MODE -> "mode " + what;
      case HOURS -> "hours " + what;
      case ZONE -> "zone " + what;
      case EXCLUDED -> "outside zone " + what;
      case MIN_HEIGHT -> String.format(Locale.ROOT, "height %.2f of %.2f", got, asked);
      case MAX_HEIGHT -> String.format(Locale.ROOT, "height %.2f, at most %.2f", got, asked);
      case LOITERING ->
          String.format(Locale.ROOT, "loitering %.1f s of %s s", got / 1e6, seconds(asked));
      case CROSSING -> "line " + what;
      case MOTION -> what;
      case CONFIDENCE -> String.format(Locale.ROOT, "confidence %.2f of %.2f", got, asked);
    };
  }

  private static String seconds(double micros) {
    return micros % 1e6 == 0
        ? Long.toString((long) (micros / 1e6))
        : String.format(Locale.ROOT, "%.1f", micros / 1e6);
  }
}
