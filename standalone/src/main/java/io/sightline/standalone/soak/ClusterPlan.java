package io.sightline.standalone.soak;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a trial of a cluster goes.
 *
 * @param each processes of each kind
 * @param away how long something is away that comes back
 * @param previous folder with the jars of the release to begin with; null: this one
 */
public record ClusterPlan(
    int each, int cameras, Duration away, List<ClusterFault> faults, @Nullable Path previous) {
  private static final int MOST_EACH = 4;
  private static final int MOST_CAMERAS = 50;

  public ClusterPlan {
    faults = List.copyOf(faults);
    within("processes of each kind", each, MOST_EACH);
    within("cameras", cameras, MOST_CAMERAS);
    if (away.toSeconds() < 1) {
      throw new IllegalArgumentException("away " + away + ": expected a second or more");
    }
    if (previous != null && !Files.isDirectory(previous)) {
      throw new IllegalArgumentException(
          "previous release '" + previous + "': expected a folder with its jars");
    }
  }

  private static void within(String what, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException("%d %s: expected 1 to %d".formatted(value, what, most));
    }
  }
}
