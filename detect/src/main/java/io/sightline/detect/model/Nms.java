package io.sightline.detect.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Keeps the best of several boxes around one object (non-maximum suppression), label by label.
 *
 * @param maxOverlap a box that overlaps a better one of its label by more than this goes, 0..1
 * @param limit most boxes kept
 */
public record Nms(float maxOverlap, int limit) {
  /** More candidates than this are not compared, best first. */
  private static final int MAX_CANDIDATES = 1000;

  public Nms {
    if (!(maxOverlap >= 0 && maxOverlap <= 1)) {
      throw new IllegalArgumentException("overlap " + maxOverlap + ": expected 0 to 1");
    }
    if (limit < 1) {
      throw new IllegalArgumentException("limit of objects " + limit + ": expected at least 1");
    }
  }

  /** Best first; among equals the order of the input decides. */
  public List<Candidate> apply(List<Candidate> candidates) {
    List<Candidate> sorted = new ArrayList<>(candidates);
    sorted.sort(Comparator.comparingDouble((Candidate c) -> -c.score()));
    List<Candidate> kept = new ArrayList<>();
    for (Candidate candidate : sorted.subList(0, Math.min(sorted.size(), MAX_CANDIDATES))) {
      if (kept.size() == limit) {
        break;
      }
      if (kept.stream().noneMatch(better -> covers(better, candidate))) {
        kept.add(candidate);
      }
    }
    return kept;
  }

  private boolean covers(Candidate better, Candidate candidate) {
    return better.label() == candidate.label()
        && better.box().overlap(candidate.box()) > maxOverlap;
  }
}
