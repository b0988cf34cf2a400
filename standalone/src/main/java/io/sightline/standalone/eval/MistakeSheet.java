package io.sightline.standalone.eval;

import io.sightline.standalone.eval.CocoTruth.Marked;
import io.sightline.standalone.eval.ImageEval.Mistakes;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/**
 * A page that needs nothing else: each picture with a mistake, and in it what was missed, what was
 * invented, and what was right.
 */
record MistakeSheet(ImageReport report, List<Mistakes> pictures) {
  private static final String HEAD =
      """
      <!doctype html><meta charset="utf-8"><title>Mistakes</title>
      <style>
      body { font: 14px sans-serif; margin: 1em; background: #fff; color: #222 }
      figure { display: inline-block; margin: 0 1em 1em 0; vertical-align: top; width: 480px }
      svg { width: 480px; height: auto; display: block }
      rect { fill: none; stroke-width: 2; vector-effect: non-scaling-stroke }
      .missed { stroke: #d00 } .wrong { stroke: #f90; stroke-dasharray: 6 3 } .right { stroke: #0a0; stroke-width: 1 }
      text { paint-order: stroke; stroke: #000; stroke-width: 3px; fill: #fff }
      b.missed { color: #d00 } b.wrong { color: #b60 } b.right { color: #070 }
      </style>
      """;

  void write(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write(HEAD);
      out.write("<h1>Mistakes of " + escaped(report.model()) + "</h1><p>" + summary() + "</p>\n");
      for (Mistakes picture : pictures) {
        if (!picture.wrong().isEmpty() || !picture.missed().isEmpty()) {
          figure(picture, out);
        }
      }
    }
  }

  private String summary() {
    return String.format(
        Locale.ROOT,
        "%d pictures, AP %.3f, AP50 %.3f. From a score of %.2f on:"
            + " <b class=missed>%d missed</b> (full line), <b class=wrong>%d wrong</b> (dashed),"
            + " <b class=right>%d right</b> (thin).",
        report.images(),
        report.ap(),
        report.ap50(),
        report.threshold(),
        report.missed(),
        report.wrong(),
        report.found());
  }

  private static void figure(Mistakes mistakes, Writer out) throws IOException {
    CocoTruth.Picture picture = mistakes.picture();
    out.write(
        String.format(
            Locale.ROOT,
            "<figure><svg viewBox=\"0 0 %d %d\"><image width=\"%d\" height=\"%d\""
                + " href=\"data:image/jpeg;base64,%s\"/>",
            picture.width(),
            picture.height(),
            picture.width(),
            picture.height(),
            Base64.getEncoder().encodeToString(Files.readAllBytes(mistakes.file()))));
    for (Claim claim : mistakes.right()) {
      out.write(rect("right", claim.box(), ""));
    }
    for (Claim claim : mistakes.wrong()) {
      String text = String.format(Locale.ROOT, "%s %.2f", claim.label(), claim.score());
      out.write(rect("wrong", claim.box(), text));
    }
    for (Marked missed : mistakes.missed()) {
      out.write(rect("missed", missed.box(), missed.label()));
    }
    out.write("</svg><figcaption>" + escaped(picture.file()) + "</figcaption></figure>\n");
  }

  private static String rect(String kind, PictureBox box, String text) {
    return String.format(
        Locale.ROOT,
        "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>"
            + "<text x=\"%.1f\" y=\"%.1f\">%s</text>",
        kind,
        box.left(),
        box.top(),
        box.width(),
        box.height(),
        box.left() + 2,
        box.top() + 14,
        escaped(text));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }
}
