package io.sightline.alerting.core.feedback;

import java.util.List;
import java.util.stream.Stream;

/**
 * What people said that was taken into account in an activity that is not decided yet.
 *
 * @param decisive without it somebody might have been told
 */
public record Use(String activity, List<String> remarks, boolean decisive) {
  private static final int MOST_REMARKS = 8;

  public Use {
    remarks = remarks == null ? List.of() : List.copyOf(remarks);
  }

  Use with(List<String> more, boolean nowDecisive) {
    List<String> all =
        Stream.concat(remarks.stream(), more.stream()).distinct().limit(MOST_REMARKS).toList();
    return new Use(activity, all, decisive || nowDecisive);
  }
}
