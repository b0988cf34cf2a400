package io.sightline.standalone.eval;

import io.sightline.standalone.eval.CocoTruth.Marked;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Average precision of one label as COCO counts it: the mean of the precision at 101 recalls, of
 * the best 100 claims for each picture. What a crowd covers counts for nothing.
 *
 * @param marked all of the label
 * @param claims all of the label
 */
record AveragePrecision(List<Marked> marked, List<Claim> claims) {
  private static final int MAX_CLAIMS = 100;
  private static final int RECALLS = 101;
  private static final Comparator<Claim> BEST = Comparator.comparingDouble((Claim c) -> -c.score());

  /** Overlaps of .50, .55 and so on to .95. */
  static List<Double> overlaps() {
    List<Double> overlaps = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      overlaps.add((50 + 5 * i) / 100.0);
    }
    return overlaps;
  }

  /** How many there are to be found. */
  long wanted() {
    return marked.stream().filter(m -> !m.crowd()).count();
  }

  /** At an overlap; NaN where there is nothing to be found. */
  double at(double overlap) {
    long wanted = wanted();
    if (wanted == 0) {
      return Double.NaN;
    }
    List<Judged> judged = judged(overlap);
    judged.sort(Comparator.comparing(Judged::claim, BEST));
    double[] recall = new double[judged.size()];
    double[] precision = new double[judged.size()];
    int right = 0;
    for (int i = 0; i < judged.size(); i++) {
      right += judged.get(i).right() ? 1 : 0;
      recall[i] = (double) right / wanted;
      precision[i] = right / (i + 1.0);
    }
    for (int i = judged.size() - 2; i >= 0; i--) {
      precision[i] = Math.max(precision[i], precision[i + 1]);
    }
    return mean(recall, precision);
  }

  private static double mean(double[] recall, double[] precision) {
    double sum = 0;
    int at = 0;
    for (int i = 0; i < RECALLS; i++) {
      while (at < recall.length && recall[at] < i / (RECALLS - 1.0)) {
        at++;
      }
      sum += at < recall.length ? precision[at] : 0;
    }
    return sum / RECALLS;
  }

  /** A claim that counts, and whether it is right. */
  record Judged(Claim claim, boolean right) {}

  private List<Judged> judged(double overlap) {
    Map<Long, List<Marked>> truth = new LinkedHashMap<>();
    // A crowd takes only what nobody else does.
    marked.stream()
        .sorted(Comparator.comparing(Marked::crowd))
        .forEach(m -> truth.computeIfAbsent(m.picture(), p -> new ArrayList<>()).add(m));
    Map<Long, List<Claim>> byPicture = new TreeMap<>();
    claims.forEach(c -> byPicture.computeIfAbsent(c.picture(), p -> new ArrayList<>()).add(c));
    List<Judged> judged = new ArrayList<>();
    byPicture.forEach(
        (picture, all) -> {
          all.sort(BEST);
          List<Claim> best = all.subList(0, Math.min(MAX_CLAIMS, all.size()));
          judged.addAll(new Matching(truth.getOrDefault(picture, List.of()), overlap).judge(best));
        });
    return judged;
  }
}
