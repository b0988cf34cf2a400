package io.sightline.ingest.motion;

import java.util.ArrayList;
import java.util.List;

/**
 * An activity so far.
 *
 * @param startMicros capture time of its first picture
 * @param lastMicros capture time of its last picture
 * @param movingMicros time within it with something moving
 * @param level largest share of the picture that differed, 0..1
 * @param regions where it changed since the update before
 */
public record ActivitySummary(
    long startMicros, long lastMicros, long movingMicros, float level, List<Region> regions) {
  private static final int MAX_REGIONS = 8;

  public ActivitySummary {
    regions = List.copyOf(regions);
  }

  static ActivitySummary begin(long startMicros) {
    return new ActivitySummary(startMicros, startMicros, 0, 0, List.of());
  }

  ActivitySummary add(Verdict verdict) {
    long step = verdict.moving() ? verdict.atMicros() - lastMicros : 0;
    return new ActivitySummary(
        startMicros,
        verdict.atMicros(),
        movingMicros + step,
        Math.max(level, verdict.share()),
        merge(regions, verdict.regions()));
  }

  ActivitySummary withoutRegions() {
    return new ActivitySummary(startMicros, lastMicros, movingMicros, level, List.of());
  }

  private static List<Region> merge(List<Region> old, List<Region> added) {
    List<Region> merged = new ArrayList<>(old);
    for (Region next : added) {
      Region whole = next;
      for (int i = 0; i < merged.size(); i++) {
        if (whole.overlaps(merged.get(i))) {
          whole = whole.around(merged.remove(i));
          i = -1;
        }
      }
      merged.add(whole);
    }
    while (merged.size() > MAX_REGIONS) {
      merged.set(0, merged.get(0).around(merged.remove(1)));
    }
    return merged;
  }
}
