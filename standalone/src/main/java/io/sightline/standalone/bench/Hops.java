package io.sightline.standalone.bench;

import java.util.Arrays;
import java.util.Map;

/**
 * Times of what was measured, each sorted, in milliseconds.
 *
 * @param toDetections from the publication of a frame until its detections are readable
 * @param toAlert from then until the alert is readable, of frames that complete the evidence
 * @param wholeWay from the publication of such a frame until the alert is readable
 */
record Hops(double[] toDetections, double[] toAlert, double[] wholeWay) {
  Hops {
    Arrays.sort(toDetections);
    Arrays.sort(toAlert);
    Arrays.sort(wholeWay);
  }

  /**
   * @param suffix behind the name of each figure
   */
  void tell(Map<String, Object> figures, String suffix) {
    tell(figures, "frame_to_alert", wholeWay, suffix);
    tell(figures, "frame_to_detections", toDetections, suffix);
    tell(figures, "detections_to_alert", toAlert, suffix);
    figures.put("alerts_measured" + suffix, wholeWay.length);
  }

  private static void tell(
      Map<String, Object> figures, String name, double[] sorted, String suffix) {
    figures.put(name + "_p50_ms" + suffix, quantile(sorted, 0.5));
    figures.put(name + "_p99_ms" + suffix, quantile(sorted, 0.99));
    figures.put(name + "_most_ms" + suffix, quantile(sorted, 1));
  }

  /** The smallest value that so many of all do not exceed. */
  static double quantile(double[] sorted, double share) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    int place = (int) Math.ceil(share * sorted.length) - 1;
    return Math.round(sorted[Math.max(0, place)] * 10) / 10.0;
  }
}
