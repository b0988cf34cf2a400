package io.sightline.console.http;

import io.javalin.http.Context;
import io.sightline.console.api.RecordingsPresenter;
import io.sightline.console.recordings.RecordedSpan;
import io.sightline.console.recordings.RecordingLog;
import io.sightline.console.view.Views;
import io.sightline.schemas.Ids;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was recorded of a camera in a span, by capture time. */
final class RecordingApi {
  private static final Logger LOG = LoggerFactory.getLogger(RecordingApi.class);

  /** A day, also that on which clocks are set back. */
  private static final Duration LONGEST = Duration.ofHours(25);

  private final RecordingLog log;
  private final RecordingsPresenter presenter;
  private final Clock clock;

  RecordingApi(Views views, RecordingLog log, Clock clock) {
    this.log = log;
    this.presenter = new RecordingsPresenter(views);
    this.clock = clock;
  }

  void span(Context context) {
    SameOrigin.checkSite(context);
    Query query = new Query(context, "camera", "from", "to");
    String camera = camera(query.text("camera").orElse(""));
    Instant from = query.time("from");
    Instant to = query.time("to");
    if (!to.isAfter(from) || Duration.between(from, to).compareTo(LONGEST) > 0) {
      throw Problem.badValue("from, to", from + " " + to, "a span of 25 h at most");
    }
    RecordedSpan span = read(() -> log.of(camera, from, to));
    context.json(presenter.of(camera, from, to, span, clock.instant()));
  }

  private static String camera(String id) {
    try {
      return Ids.requireCamera(id);
    } catch (IllegalArgumentException e) {
      throw Problem.badValue("camera", HoldRecords.cut(id), "the id of a camera");
    }
  }

  /** Reads something from the topics. */
  interface Reading<T> {
    T read() throws IOException;
  }

  static <T> T read(Reading<T> reading) {
    try {
      return reading.read();
    } catch (IOException e) {
      LOG.warn("recordings cannot be read: {}", e.getMessage());
      throw new Problem(
          503, "recordings", "", "topics that can be read; try again later: " + e.getMessage());
    }
  }
}
