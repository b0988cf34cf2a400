package io.sightline.alerting.core;

import io.sightline.alerting.core.rules.Judgement;
import io.sightline.alerting.core.rules.Moment;
import io.sightline.alerting.core.rules.Presence;
import io.sightline.alerting.core.rules.Rulebook;
import io.sightline.alerting.core.rules.Stand;
import io.sightline.alerting.core.rules.Verdict;
import io.sightline.avro.Detection;
import io.sightline.avro.Subject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An object in a frame, and what the rules say about it.
 *
 * @param score 0..1
 * @param stand where it is; where it has been is known once it belongs to a track
 * @param followed whether a rule in force could alert on it, now or later
 * @param moving whether the picture differs from the scene there
 */
record Sighting(
    String label,
    Subject subject,
    float score,
    Rect box,
    Stand stand,
    Judgement judgement,
    boolean followed,
    boolean moving) {

  /** Whatever order they came in. */
  private static final Comparator<Sighting> BEST_FIRST =
      Comparator.comparingDouble(Sighting::score)
          .reversed()
          .thenComparing(Sighting::label)
          .thenComparingDouble(sighting -> sighting.box().left())
          .thenComparingDouble(sighting -> sighting.box().top())
          .thenComparingDouble(sighting -> sighting.box().width())
          .thenComparingDouble(sighting -> sighting.box().height());

  /** The rules at the time of a frame. */
  record Lens(Rulebook rules, Moment moment) {}

  /** Of the rule that holds. */
  Verdict verdict() {
    return judgement.verdict();
  }

  /** Of the rule that it counts for: the one that alerts, else the first that may yet. */
  Verdict counted() {
    return verdict().alert() || judgement.awaited().isEmpty()
        ? verdict()
        : judgement.awaited().get(0);
  }

  /** Whether a rule alerts on it, or waits for no more than time or a line. */
  boolean counts() {
    return verdict().alert() || !judgement.awaited().isEmpty();
  }

  /** What counts as evidence: it satisfies its rule. */
  boolean strong() {
    return score >= counted().minConfidence();
  }

  /** The same with another verdict. */
  Sighting judged(Judgement other) {
    return new Sighting(label, subject, score, box, stand, other, followed, moving);
  }

  /**
   * The same as part of a track.
   *
   * @param presence where the track has been, this frame included
   * @param moved whether it moved before
   */
  Sighting in(Presence presence, boolean moved, Lens lens) {
    Stand there = new Stand(stand.height(), presence);
    Judgement now = lens.rules.again(judgement, lens.moment, subject, label, score, there);
    return new Sighting(label, subject, score, box, there, now, followed, moving || moved);
  }

  /**
   * Best first. Left out are noise, objects whose score or box is none, and those beyond the limit.
   *
   * @param at capture time, microseconds
   */
  static List<Sighting> of(List<Detection> objects, Lens lens, Motion motion, long at) {
    List<Sighting> sightings = new ArrayList<>();
    for (Detection object : objects) {
      Sighting sighting = of(object, lens, motion, at);
      if (sighting != null) {
        sightings.add(sighting);
      }
    }
    sightings.sort(BEST_FIRST);
    return sightings.subList(0, Math.min(sightings.size(), Policy.MAX_OBJECTS));
  }

  private static @Nullable Sighting of(Detection object, Lens lens, Motion motion, long at) {
    Rect box = Rect.of(object.getBox());
    if (box == null || !(object.getScore() > 0)) {
      return null;
    }
    String label = object.getLabel();
    float score = Math.min(1, object.getScore());
    Subject subject = Subjects.of(label);
    Stand stand = new Stand(box.height(), Presence.NONE.step(lens.rules, box.foot(), at));
    Judgement judgement = lens.rules.judge(lens.moment, subject, label, score, stand);
    boolean followed = lens.rules.follows(lens.moment, subject, label);
    Sighting sighting =
        new Sighting(label, subject, score, box, stand, judgement, followed, motion.at(box));
    return score < Policy.WEAK_SCORE && !sighting.strong() ? null : sighting;
  }
}
