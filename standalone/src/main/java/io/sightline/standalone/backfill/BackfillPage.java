package io.sightline.standalone.backfill;

import io.sightline.avro.Alert;
import io.sightline.avro.Box;
import io.sightline.detect.PictureSource;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A page that needs nothing else: a picture of every alert that is gone, new or changed.
 *
 * @param figures told above the pictures
 */
public record BackfillPage(Map<String, Object> figures, Findings findings, PictureSource pictures) {
  private static final String HEAD =
      """
      <!doctype html><meta charset="utf-8"><title>Backfill</title>
      <style>
      body { font: 14px sans-serif; margin: 1em; background: #fff; color: #222 }
      table { border-collapse: collapse } td { padding: 2px 12px 2px 0; vertical-align: top }
      .alert { display: inline-block; margin: 0 1em 1em 0; border-left: 4px solid #999; padding-left: 8px }
      .gone { border-color: #d00 } .new { border-color: #0a0 } .changed { border-color: #e90 }
      figure { display: inline-block; margin: 0; width: 400px; vertical-align: top }
      .frame { position: relative; min-height: 40px; background: #eee }
      img, svg { width: 400px; display: block } svg { position: absolute; left: 0; top: 0; height: 100% }
      rect { fill: none; stroke: #d00; stroke-width: 2; vector-effect: non-scaling-stroke }
      </style>
      <h1>Backfill</h1>
      """;

  public void write(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write(HEAD + "<table>\n");
      for (Map.Entry<String, Object> figure : figures.entrySet()) {
        out.write("<tr><td>" + escaped(figure.getKey()) + "<td>");
        out.write(escaped(String.valueOf(figure.getValue())) + "\n");
      }
      out.write("</table>\n");
      section(out, "Gone", Difference.Kind.GONE);
      section(out, "New", Difference.Kind.NEW);
      section(out, "Changed", Difference.Kind.CHANGED);
      decisions(out);
    }
  }

  private void section(Writer out, String title, Difference.Kind kind) throws IOException {
    List<Difference> some = findings.alerts().stream().filter(d -> d.kind() == kind).toList();
    out.write("<h2>" + title + ": " + some.size() + "</h2>\n");
    for (Difference each : some) {
      out.write("<div class=\"alert " + kind.name().toLowerCase(Locale.ROOT) + "\">");
      figure(out, "before", each.before());
      figure(out, "after", each.after());
      out.write("<div>" + escaped(String.join("; ", each.what())) + "</div></div>\n");
    }
  }

  private void figure(Writer out, String when, @Nullable Alert alert) throws IOException {
    if (alert == null) {
      return;
    }
    out.write("<figure><div class=\"frame\">" + picture(alert.getSnapshot()));
    Box box = alert.getSnapshotBox();
    if (box != null) {
      out.write(
          String.format(
              Locale.ROOT,
              "<svg viewBox=\"0 0 1 1\" preserveAspectRatio=\"none\">"
                  + "<rect x=\"%.4f\" y=\"%.4f\" width=\"%.4f\" height=\"%.4f\"/></svg>",
              box.getLeft(),
              box.getTop(),
              box.getWidth(),
              box.getHeight()));
    }
    String words =
        String.format(
            Locale.ROOT,
            "%s: %s %.2f, rule %s, %s to %s, %s",
            when,
            alert.getLabel(),
            alert.getConfidence(),
            alert.getRule(),
            alert.getStartedAt(),
            alert.getEndedAt(),
            alert.getAlertId());
    out.write("</div><figcaption>" + escaped(words) + "</figcaption></figure>\n");
  }

  private String picture(@Nullable String key) throws IOException {
    if (key == null) {
      return "no picture";
    }
    try (InputStream in = pictures.open(key)) {
      String jpeg = Base64.getEncoder().encodeToString(in.readAllBytes());
      return "<img alt=\"\" src=\"data:image/jpeg;base64," + jpeg + "\">";
    } catch (NoSuchFileException e) {
      return "picture is gone";
    }
  }

  private void decisions(Writer out) throws IOException {
    List<Comparability.Change> changed = findings.activities().changed();
    out.write("<h2>Decisions that fell otherwise: " + changed.size() + "</h2><table>\n");
    for (Comparability.Change each : changed) {
      out.write("<tr><td>" + escaped(each.activity()) + "<td>" + escaped(each.was()));
      out.write("<td>" + escaped(each.is()) + "\n");
    }
    out.write("</table>\n");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }
}
