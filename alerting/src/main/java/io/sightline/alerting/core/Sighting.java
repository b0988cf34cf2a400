package io.sightline.alerting.core;

import io.sightline.avro.Detection;
import io.sightline.avro.Rule;
import io.sightline.avro.Subject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An object in a frame, and what the rules say about it.
 *
 * @param score 0..1
 * @param moving whether the picture differs from the scene there
 */
record Sighting(
    String label, Subject subject, float score, Rect box, Verdict verdict, boolean moving) {

  /** What counts as evidence: it satisfies its rule. */
  boolean strong() {
    return score >= verdict.minConfidence();
  }

  Sighting judged(Verdict other) {
    return new Sighting(label, subject, score, box, other, moving);
  }

  /**
   * Best first. Left out are noise, objects whose score or box is none, and those beyond the limit.
   */
  static List<Sighting> of(List<Detection> objects, List<Rule> rules, Motion motion) {
    List<Sighting> sightings = new ArrayList<>();
    for (Detection object : objects) {
      Sighting sighting = of(object, rules, motion);
      if (sighting != null) {
        sightings.add(sighting);
      }
    }
    sightings.sort(Comparator.comparingDouble(Sighting::score).reversed());
    return sightings.subList(0, Math.min(sightings.size(), Policy.MAX_OBJECTS));
  }

  private static @Nullable Sighting of(Detection object, List<Rule> rules, Motion motion) {
    Rect box = Rect.of(object.getBox());
    float score = object.getScore();
    if (box == null || !(score > 0)) {
      return null;
    }
    Subject subject = Subjects.of(object.getLabel());
    Verdict verdict = Rules.judge(rules, subject, object.getLabel());
    boolean noise = score < Policy.WEAK_SCORE && score < verdict.minConfidence();
    return noise
        ? null
        : new Sighting(
            object.getLabel(), subject, Math.min(1, score), box, verdict, motion.at(box));
  }
}
