package io.sightline.standalone.eval.footage;

import io.sightline.standalone.eval.footage.FootageReport.Summary;
import io.sightline.standalone.eval.footage.TrackScore.ObjectScore;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A report for people. */
public final class FootageTable {
  private FootageTable() {}

  public static String of(FootageReport report) {
    StringBuilder text = new StringBuilder();
    String model = report.model().isEmpty() ? "the built-in one" : report.model();
    text.append("detector: ").append(model).append(System.lineSeparator());
    text.append(
        String.format(
            Locale.ROOT,
            "%n%-26s %8s %7s %7s %7s %7s %7s %9s %7s %7s%n",
            "recording",
            "seconds",
            "visits",
            "told",
            "missed",
            "again",
            "wrong",
            "raised s",
            "MOTA",
            "IDF1"));
    report.videos().forEach(video -> text.append(row(video)));
    text.append(summary(report.all()));
    report.videos().forEach(video -> text.append(mistakes(video)));
    return text.toString();
  }

  private static String row(VideoReport video) {
    AlertScore alerts = video.alerts();
    TrackScore tracks = video.tracks();
    double latest =
        alerts == null
            ? Double.NaN
            : alerts.delays().stream()
                .mapToDouble(AlertScore.Delay::raisedS)
                .max()
                .orElse(Double.NaN);
    return String.format(
        Locale.ROOT,
        "%-26s %8.1f %7s %7s %7s %7s %7s %9s %7s %7s%n",
        video.video(),
        video.seconds(),
        alerts == null ? "-" : alerts.visits(),
        alerts == null ? video.alertCount() : alerts.told(),
        alerts == null ? "-" : alerts.missed().size(),
        alerts == null ? "-" : alerts.repeated().size(),
        alerts == null ? "-" : alerts.wrong().size(),
        number(latest),
        tracks == null ? "-" : number(tracks.mota()),
        tracks == null ? "-" : number(tracks.idf1()));
  }

  private static String summary(Summary all) {
    return String.format(
        Locale.ROOT,
        "%nalerts: %d in %.3f h (%.1f an hour); precision %s, recall %s%n"
            + "delay: start %s s (median), %s s (most); raised %s s (median), %s s (most)%n"
            + "where nobody is: %.4f h, %d wrong alerts: %s an hour (95 %%: %s to %s)%n",
        all.alerts(),
        all.hours(),
        all.alertsPerHour(),
        number(all.precision()),
        number(all.recall()),
        number(all.startDelayMedianS()),
        number(all.startDelayMaxS()),
        number(all.raiseDelayMedianS()),
        number(all.raiseDelayMaxS()),
        all.emptyHours(),
        all.wrong(),
        number(all.wrongPerEmptyHour()),
        number(all.wrongLow()),
        number(all.wrongHigh()));
  }

  private static String mistakes(VideoReport video) {
    StringBuilder text = new StringBuilder();
    AlertScore alerts = video.alerts();
    if (alerts != null) {
      alerts.missed().forEach(span -> text.append(line(video, "missed visit", "", span)));
      alerts.wrong().forEach(m -> text.append(line(video, "wrong alert", m.label(), m.span())));
      alerts
          .repeated()
          .forEach(m -> text.append(line(video, "repeated alert", m.label(), m.span())));
    }
    TrackScore tracks = video.tracks();
    if (tracks != null) {
      text.append(
          String.format(
              Locale.ROOT,
              "%n%s: %d frames, %d boxes: %d missed, %d wrong, %d switches; MOTP %.3f, ID precision"
                  + " %.3f, ID recall %.3f%n",
              video.video(),
              tracks.frames(),
              tracks.boxes(),
              tracks.misses(),
              tracks.wrong(),
              tracks.switches(),
              tracks.motp(),
              tracks.idPrecision(),
              tracks.idRecall()));
      tracks.objects().forEach(object -> text.append(object(object)));
    }
    return text.toString();
  }

  private static String object(ObjectScore object) {
    String missed =
        object.missed().stream().map(Object::toString).collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT,
        "  object %d: found in %d of %d frames, tracks %s%s%n",
        object.id(),
        object.found(),
        object.frames(),
        object.tracks(),
        missed.isEmpty() ? "" : ", missed in frames " + missed);
  }

  private static String line(VideoReport video, String what, String label, Span span) {
    return String.format(
        Locale.ROOT,
        "%s: %s %s %.1f..%.1f s%n",
        video.video(),
        what,
        label,
        span.from(),
        span.to());
  }

  private static String number(@Nullable Double number) {
    return number == null || number.isNaN() ? "-" : String.format(Locale.ROOT, "%.2f", number);
  }
}
