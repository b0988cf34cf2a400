package io.sightline.ingest.motion;

import java.util.List;

/**
 * What an analysed picture shows.
 *
 * @param atMicros capture time, microseconds since 1970
 * @param share of the picture that differs from the scene as it was before, 0..1
 * @param moving something changed since the analysed picture before
 * @param differs something is there that was not, even if it stands still
 * @param regions where, largest first
 */
public record Verdict(
    long atMicros, float share, boolean moving, boolean differs, List<Region> regions) {
  public Verdict {
    regions = List.copyOf(regions);
  }

  /** True if a picture like this keeps an activity open. */
  public boolean changed() {
    return moving || differs;
  }
}
