package io.sightline.standalone.soak;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What was found.
 *
 * @param recoveries in the order of the faults
 * @param skipped faults that could not be, with the reason
 * @param counts committed records by topic, and messages
 * @param again messages that came again under the same id after they had been accepted
 * @param orphans objects of no clip on record
 * @param broken one line for each thing that must hold and does not
 */
public record ClusterResult(
    List<Recovery> recoveries,
    List<String> skipped,
    Map<String, Integer> counts,
    int again,
    long orphans,
    List<String> broken) {

  /**
   * After a fault.
   *
   * @param about what happened
   * @param wentOnSeconds from its beginning until all cameras were decided again while it lasted;
   *     -1: they were not
   * @param recoveredSeconds from its end until all cameras were decided again; -1: they were not
   */
  public record Recovery(
      ClusterFault fault, String about, double wentOnSeconds, double recoveredSeconds) {

    /** For people. */
    String line() {
      String meanwhile =
          wentOnSeconds < 0
              ? "stood still while it lasted"
              : String.format(Locale.ROOT, "went on after %.1f s", wentOnSeconds);
      return String.format(
          Locale.ROOT, "%s: %s; decided again after %.1f s", about, meanwhile, recoveredSeconds);
    }
  }

  /** For people. */
  public String table() {
    List<String> lines = new ArrayList<>();
    recoveries.forEach(recovery -> lines.add(recovery.line()));
    skipped.forEach(each -> lines.add("skipped: " + each));
    lines.add("committed: " + counts);
    lines.add(again + " messages came again under their id; " + orphans + " objects of no clip");
    lines.addAll(broken.isEmpty() ? List.of("everything holds") : broken);
    return String.join("\n", lines);
  }

  /** For programs. */
  public Map<String, Object> json() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("recoveries", recoveries);
    all.put("skipped", skipped);
    all.put("committed", counts);
    all.put("messages_again", again);
    all.put("objects_of_no_clip", orphans);
    all.put("broken", broken);
    return all;
  }
}
