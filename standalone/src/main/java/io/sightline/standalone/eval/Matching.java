package io.sightline.standalone.eval;

import io.sightline.standalone.eval.AveragePrecision.Judged;
import io.sightline.standalone.eval.CocoTruth.Marked;
import java.util.ArrayList;
import java.util.List;

/** Claims about one picture held against what is marked in it: each object is found once. */
final class Matching {
  private static final double ALL_BUT_ONE = 1 - 1e-10;

  private final List<Marked> marked;
  private final double overlap;
  private final boolean[] found;

  /**
   * @param marked crowds last
   */
  Matching(List<Marked> marked, double overlap) {
    this.marked = marked;
    this.overlap = overlap;
    this.found = new boolean[marked.size()];
  }

  /** Claims that count; those that a crowd takes do not. */
  List<Judged> judge(List<Claim> bestFirst) {
    List<Judged> judged = new ArrayList<>();
    for (Claim claim : bestFirst) {
      int match = match(claim);
      boolean right = match >= 0 && !marked.get(match).crowd();
      if (right) {
        found[match] = true;
      }
      if (right || match < 0) {
        judged.add(new Judged(claim, right));
      }
    }
    return judged;
  }

  /** What is marked and was not found; after {@link #judge}. */
  List<Marked> missed() {
    List<Marked> missed = new ArrayList<>();
    for (int i = 0; i < marked.size(); i++) {
      if (!found[i] && !marked.get(i).crowd()) {
        missed.add(marked.get(i));
      }
    }
    return missed;
  }

  private int match(Claim claim) {
    double best = Math.min(overlap, ALL_BUT_ONE);
    int match = -1;
    for (int i = 0; i < marked.size(); i++) {
      Marked candidate = marked.get(i);
      if (candidate.crowd() && match >= 0 && !marked.get(match).crowd()) {
        return match;
      }
      double here =
          candidate.crowd()
              ? claim.box().within(candidate.box())
              : claim.box().overlap(candidate.box());
      if (!found[i] && here >= best) {
        best = here;
        match = i;
      }
    }
    return match;
  }
}
