package io.sightline.console.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.javalin.http.Context;
import io.sightline.avro.Hold;
import io.sightline.console.RecordSink;
import io.sightline.console.api.HoldJson;
import io.sightline.console.api.Presenter;
import io.sightline.console.view.HoldStory;
import io.sightline.console.view.Views;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lists holds, and takes down those that people place and release on the page. */
final class HoldApi {
  private static final Logger LOG = LoggerFactory.getLogger(HoldApi.class);
  private static final int A_MINUTE = 60;

  private final Views views;
  private final Presenter presenter;
  private final RecordSink<Hold> sink;
  private final Clock clock;
  private final Json json;
  private final HoldRecords records;
  private final Allowance allowance;

  /** Those that keep something or may, and those that do not any more. */
  private enum Which {
    IN_FORCE,
    PAST
  }

  HoldApi(Views views, Presenter presenter, RecordSink<Hold> sink, Clock clock, Json json) {
    this.views = views;
    this.presenter = presenter;
    this.sink = sink;
    this.clock = clock;
    this.json = json;
    this.records = new HoldRecords(clock);
    this.allowance = new Allowance(A_MINUTE, clock);
  }

  void list(Context context) {
    Query query = new Query(context, "camera", "which", "before", "limit");
    Optional<String> camera = query.text("camera");
    Optional<Which> which = query.oneOf("which", Which.class);
    Instant now = clock.instant();
    List<HoldJson> found =
        views
            .holds()
            .newest(
                query.before(),
                query.limit(),
                hold ->
                    ListApi.is(camera, hold.placed().getCamera())
                        && ListApi.is(which, hold.isInForce(now) ? Which.IN_FORCE : Which.PAST))
            .stream()
            .map(hold -> presenter.hold(hold, now))
            .toList();
    context.json(Map.of("holds", found));
  }

  void place(Context context) {
    SameOrigin.check(context);
    Hold hold = records.placed(request(context));
    if (views.holds().get(hold.getHoldId()).isEmpty()) {
      write(hold);
    }
    HoldStory now = views.holds().get(hold.getHoldId()).orElse(new HoldStory(hold, null, null));
    context.status(201).json(presenter.hold(now, clock.instant()));
  }

  void release(Context context) {
    SameOrigin.check(context);
    String id = context.pathParam("id");
    HoldStory placed =
        views
            .holds()
            .get(id)
            .filter(hold -> hold.isInForce(clock.instant()))
            .orElseThrow(
                () ->
                    Problem.notFound(
                        "hold", HoldRecords.cut(id), "the id of a hold that is in force"));
    Hold released = records.released(placed, request(context));
    write(released);
    context.json(
        presenter.hold(new HoldStory(placed.placed(), placed.answer(), released), clock.instant()));
  }

  private HoldRequest request(Context context) {
    try {
      return json.read(context.body(), HoldRequest.class);
    } catch (JsonProcessingException e) {
      throw Problem.badValue("body", e.getOriginalMessage(), "the JSON that the guide shows");
    }
  }

  private void write(Hold hold) {
    if (!allowance.take()) {
      throw new Problem(429, "hold", "too much at once", "at most " + A_MINUTE + " in a minute");
    }
    try {
      sink.write(hold);
    } catch (IOException e) {
      LOG.warn("hold {} was not written: {}", hold.getHoldId(), e.getMessage());
      throw new Problem(503, "hold", hold.getHoldId(), "a broker that takes it; try again later");
    }
  }
}
