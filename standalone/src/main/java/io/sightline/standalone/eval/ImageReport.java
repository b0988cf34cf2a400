package io.sightline.standalone.eval;

import java.util.Locale;
import java.util.Map;

/**
 * How well a model finds what is marked in pictures.
 *
 * @param ap mean over overlaps of .50 to .95 and over the labels that are marked
 * @param ap50 the same at an overlap of .50
 * @param ap75 the same at an overlap of .75
 * @param labels by name
 * @param threshold of the score for the counts that follow; overlap .50
 * @param found right claims
 * @param missed marked and not claimed
 * @param wrong claimed and not marked
 * @param failed pictures that could not be examined
 */
public record ImageReport(
    String model,
    String modelDigest,
    int images,
    long objects,
    double ap,
    double ap50,
    double ap75,
    Map<String, Label> labels,
    double threshold,
    int found,
    int missed,
    int wrong,
    int failed) {

  /** One label: how many are marked, and how precisely they are found. */
  public record Label(long objects, double ap, double ap50) {}

  /** For people. */
  public String table() {
    StringBuilder table = new StringBuilder();
    line(table, "%-16s %8s %8s %8s", "label", "objects", "AP", "AP50");
    labels.forEach(
        (name, l) -> line(table, "%-16s %8d %8.3f %8.3f", name, l.objects(), l.ap(), l.ap50()));
    line(table, "%-16s %8d %8.3f %8.3f   AP75 %.3f", "all labels", objects, ap, ap50, ap75);
    line(
        table,
        "%d pictures with %s; from a score of %.2f on: %d found, %d missed, %d wrong",
        images,
        model,
        threshold,
        found,
        missed,
        wrong);
    if (failed > 0) {
      line(table, "%d pictures could not be examined", failed);
    }
    return table.toString().stripTrailing();
  }

  private static void line(StringBuilder table, String format, Object... values) {
    table.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
