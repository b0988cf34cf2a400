package io.sightline.detect.model;

/**
 * What a detector reports.
 *
 * @param minScore weaker objects are left out, 0..1
 * @param nms which of several boxes stays
 */
public record Reporting(float minScore, Nms nms) {
  public Reporting {
    if (!(minScore > 0 && minScore <= 1)) {
      throw new IllegalArgumentException("minimum score " + minScore + ": expected 0 to 1");
    }
  }

  /** Puts what was found in parts of a frame together, by the same overlap and limit. */
  public Merge merge() {
    return new Merge(nms.maxOverlap(), nms.limit());
  }
}
