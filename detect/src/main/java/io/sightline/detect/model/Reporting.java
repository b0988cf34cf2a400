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
}
