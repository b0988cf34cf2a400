package io.sightline.alerting.core;

import io.sightline.avro.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An object found again.
 *
 * @param at capture time, microseconds since 1970
 * @param strong whether it satisfies its rule
 * @param holds whether a rule alerts on it now; else the rule may do so yet
 * @param zones it is in
 * @param key the picture in the clip store, if any
 */
record Hit(
    long at,
    String label,
    float score,
    Rect box,
    boolean strong,
    boolean moving,
    boolean holds,
    String rule,
    Severity severity,
    List<String> zones,
    @Nullable String key,
    @Nullable String clip,
    @Nullable String activity) {

  Hit {
    zones = zones == null ? List.of() : List.copyOf(zones);
  }

  static Hit of(Sighting sighting, Frame frame) {
    return new Hit(
        frame.at(),
        sighting.label(),
        sighting.score(),
        sighting.box(),
        sighting.strong() && sighting.counts(),
        sighting.moving(),
        sighting.verdict().alert(),
        sighting.counted().rule(),
        sighting.counted().severity(),
        sighting.stand().presence().zones(),
        frame.key(),
        frame.clip(),
        frame.activity());
  }

  /** The same as something that keeps a visit going and says nothing about it. */
  Hit weak() {
    return new Hit(
        at, label, score, box, false, moving, false, rule, severity, zones, key, clip, activity);
  }

  /** How well the picture shows it: large and certain. */
  double quality() {
    return score * Math.sqrt(box.area());
  }
}
