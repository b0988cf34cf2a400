package io.sightline.alerting.core;

import io.sightline.avro.Severity;
import org.jspecify.annotations.Nullable;

/**
 * An object found again.
 *
 * @param at capture time, microseconds since 1970
 * @param strong whether it satisfies its rule
 * @param key the picture in the clip store, if any
 */
record Hit(
    long at,
    String label,
    float score,
    Rect box,
    boolean strong,
    boolean moving,
    String rule,
    Severity severity,
    @Nullable String key,
    @Nullable String clip,
    @Nullable String activity) {

  static Hit of(Sighting sighting, Frame frame) {
    return new Hit(
        frame.at(),
        sighting.label(),
        sighting.score(),
        sighting.box(),
        sighting.strong(),
        sighting.moving(),
        sighting.verdict().rule(),
        sighting.verdict().severity(),
        frame.key(),
        frame.clip(),
        frame.activity());
  }

  /** The same as something that keeps a visit going and says nothing about it. */
  Hit weak() {
    return new Hit(at, label, score, box, false, moving, rule, severity, key, clip, activity);
  }

  /** How well the picture shows it: large and certain. */
  double quality() {
    return score * Math.sqrt(box.area());
  }
}
