package io.sightline.console;

import io.sightline.avro.FeedbackKind;
import io.sightline.console.api.StatusJson;
import io.sightline.console.api.StoreJson;
import io.sightline.console.view.CameraView;
import io.sightline.console.view.Views;
import io.sightline.runtime.Health;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What the console holds and how fresh it is. */
final class Status {
  private Status() {}

  static StatusJson of(Views views, Progress progress) {
    Health health = progress.health();
    List<CameraView.Seen> cameras = views.cameras().all();
    Map<String, Instant> decidedThrough = new TreeMap<>();
    for (CameraView.Seen seen : cameras) {
      views
          .decisions()
          .decidedThrough(seen.camera())
          .ifPresent(time -> decidedThrough.put(seen.camera(), time));
    }
    return new StatusJson(
        health.state().name().toLowerCase(Locale.ROOT),
        health.detail(),
        progress.caughtUp(),
        views.alerts().size(),
        views.decisions().size(),
        views.decisions().quiet(),
        views.clips().size(),
        cameras.size(),
        progress.unreadable(),
        views.alerts().repeated() + views.decisions().repeated(),
        forgotten(views),
        feedback(views),
        views.store().newest().map(StoreJson::of).orElse(null),
        decidedThrough);
  }

  private static Map<String, Integer> feedback(Views views) {
    Map<String, Integer> counts = new TreeMap<>();
    views.feedback().counts().forEach((kind, count) -> counts.put(name(kind), count));
    return counts;
  }

  private static String name(FeedbackKind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static long forgotten(Views views) {
    return views.alerts().forgotten()
        + views.decisions().forgotten()
        + views.clips().forgotten()
        + views.cameras().forgotten()
        + views.feedback().forgotten()
        + views.holds().forgotten()
        + views.erasures().forgotten();
  }
}
