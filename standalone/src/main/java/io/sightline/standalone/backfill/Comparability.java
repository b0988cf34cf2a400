package io.sightline.standalone.backfill;

import io.sightline.avro.Alert;
import io.sightline.avro.Decision;
import io.sightline.avro.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Which activities can be compared: those that were decided both times, the second time on all
 * frames of the first. Where pictures are gone, or the span cuts an activity, nothing follows from
 * a difference.
 *
 * @param activities that can be compared, by id
 * @param gone activities of which a picture could not be had any more
 * @param cut activities that reach out of the span, or were decided only once
 * @param changed decisions that are not the same
 */
record Comparability(Set<String> activities, int gone, int cut, List<Change> changed) {

  /**
   * A decision that fell otherwise.
   *
   * @param was outcome and reason
   */
  record Change(String activity, String was, String is) {}

  /**
   * @param before decisions about the span, or about more
   */
  static Comparability of(List<Decision> before, List<Decision> after) {
    Map<String, Decision> known = new HashMap<>();
    before.forEach(decision -> known.putIfAbsent(decision.getActivityId(), decision));
    Set<String> activities = new HashSet<>();
    List<Change> changed = new ArrayList<>();
    int gone = 0;
    int cut = 0;
    for (Decision now : after) {
      Decision was = known.get(now.getActivityId());
      if (was == null || frames(now) < frames(was) || lacksFrames(was, now)) {
        cut++;
      } else if (now.getEvidence().getFailedFrames() > was.getEvidence().getFailedFrames()) {
        gone++;
      } else if (activities.add(now.getActivityId()) && !words(was).equals(words(now))) {
        changed.add(new Change(now.getActivityId(), words(was), words(now)));
      }
    }
    return new Comparability(Set.copyOf(activities), gone, cut, List.copyOf(changed));
  }

  /** Those about such activities and nothing else. */
  List<Alert> of(List<Alert> alerts) {
    return alerts.stream().filter(alert -> activities.containsAll(alert.getActivities())).toList();
  }

  private static int frames(Decision decision) {
    return decision.getEvidence().getFrames() + decision.getEvidence().getFailedFrames();
  }

  private static boolean lacksFrames(Decision was, Decision now) {
    return now.getOutcome() == Outcome.FAILED
        && was.getOutcome() != Outcome.FAILED
        && now.getEvidence().getFailedFrames() == 0;
  }

  private static String words(Decision decision) {
    return (decision.getOutcome() + ": " + decision.getReason())
        .toLowerCase(Locale.ROOT)
        .replace('_', '-');
  }
}
