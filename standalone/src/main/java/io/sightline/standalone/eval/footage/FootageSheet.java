package io.sightline.standalone.eval.footage;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** A page that needs nothing else: a picture of every mistake. */
public record FootageSheet(FootageReport report, List<Mistake> mistakes) {
  private static final String HEAD =
      """
      <!doctype html><meta charset="utf-8"><title>Mistakes</title>
      <style>
      body { font: 14px sans-serif; margin: 1em; background: #fff; color: #222 }
      .frame { position: relative }
      figure { display: inline-block; margin: 0 1em 1em 0; width: 400px; vertical-align: top }
      img, svg { width: 400px; display: block }
      svg { position: absolute; left: 0; top: 0; height: 100% }
      rect { fill: none; stroke-width: 2; vector-effect: non-scaling-stroke }
      .truth { stroke: #d00 } .track { stroke: #0a0; stroke-dasharray: 6 3 }
      </style>
      <h1>Mistakes</h1><p>Full red: where it was and was missed. Dashed green: what was followed.</p>
      """;

  public void write(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write(HEAD);
      out.write("<pre>" + escaped(FootageTable.of(report)) + "</pre>\n");
      for (Mistake mistake : mistakes) {
        figure(mistake, out);
      }
    }
  }

  private static void figure(Mistake mistake, Writer out) throws IOException {
    out.write("<figure><div class=\"frame\">");
    if (Files.exists(mistake.picture())) {
      String picture = Base64.getEncoder().encodeToString(Files.readAllBytes(mistake.picture()));
      out.write("<img alt=\"\" src=\"data:image/jpeg;base64," + picture + "\">");
    }
    out.write("<svg viewBox=\"0 0 1 1\" preserveAspectRatio=\"none\">");
    for (Place track : mistake.tracks()) {
      out.write(rect("track", track));
    }
    for (Place truth : mistake.truth()) {
      out.write(rect("truth", truth));
    }
    out.write("</svg></div><figcaption>" + escaped(mistake.caption()) + "</figcaption></figure>\n");
  }

  private static String rect(String kind, Place place) {
    return String.format(
        Locale.ROOT,
        "<rect class=\"%s\" x=\"%.4f\" y=\"%.4f\" width=\"%.4f\" height=\"%.4f\"/>",
        kind,
        place.left(),
        place.top(),
        place.width(),
        place.height());
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }
}
