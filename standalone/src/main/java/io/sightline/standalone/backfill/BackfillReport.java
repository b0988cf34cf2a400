package io.sightline.standalone.backfill;

import io.sightline.avro.Alert;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a backfill came to, as figures and as lists, for people and programs. */
public record BackfillReport(Backfill.Result result, String prefix) {

  /** In the order in which they are to be told. */
  public Map<String, Object> figures() {
    Findings findings = result.findings();
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("prefix", prefix);
    figures.put("model", result.model().isEmpty() ? "as it was" : result.model());
    figures.put("alerts_gone", findings.count(Difference.Kind.GONE));
    figures.put("alerts_new", findings.count(Difference.Kind.NEW));
    figures.put("alerts_changed", findings.count(Difference.Kind.CHANGED));
    figures.put("alerts_same", findings.count(Difference.Kind.SAME));
    figures.put("alerts_left_out", findings.leftOut());
    figures.put("activities_compared", findings.activities().activities().size());
    figures.put("activities_without_pictures", findings.activities().gone());
    figures.put("activities_cut", findings.activities().cut());
    figures.put("decisions_changed", findings.activities().changed().size());
    figures.put("frames", result.frames());
    figures.put("frames_out_of_clips", result.cut());
    figures.put("frames_failed", result.failed());
    figures.put("seconds", round(result.seconds()));
    figures.put("seconds_deciding", round(result.secondsDeciding()));
    figures.put("frames_per_second", round(result.speed().framesPerSecond()));
    figures.put("bare_frames_per_second", round(result.speed().barePerSecond()));
    figures.put("vs_bare_inference", round(result.speed().ratio()));
    figures.put("replay", result.name());
    return figures;
  }

  /** All: the figures, then every alert that is not the same, and every decision. */
  public Map<String, Object> all() {
    Map<String, Object> all = figures();
    List<Object> alerts = new ArrayList<>();
    for (Difference each : result.findings().alerts()) {
      if (each.kind() != Difference.Kind.SAME) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("kind", each.kind().name().toLowerCase(Locale.ROOT));
        told.put("what", each.what());
        told.put("before", alert(each.before()));
        told.put("after", alert(each.after()));
        alerts.add(told);
      }
    }
    all.put("alerts", alerts);
    all.put("decisions", result.findings().activities().changed());
    return all;
  }

  private static @Nullable Map<String, Object> alert(@Nullable Alert alert) {
    if (alert == null) {
      return null;
    }
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("alert", alert.getAlertId());
    told.put("camera", alert.getCamera());
    told.put("started_at", alert.getStartedAt().toString());
    told.put("ended_at", alert.getEndedAt().toString());
    told.put("subject", alert.getSubject().name().toLowerCase(Locale.ROOT));
    told.put("label", alert.getLabel());
    told.put("confidence", alert.getConfidence());
    told.put("severity", alert.getSeverity().name().toLowerCase(Locale.ROOT));
    told.put("rule", alert.getRule());
    told.put("snapshot", alert.getSnapshot());
    return told;
  }

  private static @Nullable Double round(@Nullable Double value) {
    return value == null ? null : Double.valueOf(Math.round(value * 1000) / 1000.0);
  }
}
