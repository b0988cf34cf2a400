package io.sightline.console.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.javalin.http.Context;
import io.sightline.avro.Hold;
import io.sightline.avro.HoldState;
import io.sightline.console.RecordSink;
import io.sightline.console.api.HoldJson;
import io.sightline.console.view.Views;
import io.sightline.runtime.Build;
import io.sightline.schemas.HoldChecks;
import io.sightline.schemas.Ids;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lists holds, and takes down those that people place and release on the page. */
final class HoldApi {
  private static final Logger LOG = LoggerFactory.getLogger(HoldApi.class);
  private static final Pattern ID = Pattern.compile("[\\p{Alnum}._:~-]{1,200}");
  private static final int LONGEST_TEXT = 500;
  private static final int A_MINUTE = 60;

  private final Views views;
  private final RecordSink<Hold> sink;
  private final Clock clock;
  private final Json json;
  private final Allowance allowance;
  private final SecureRandom random = new SecureRandom();

  HoldApi(Views views, RecordSink<Hold> sink, Clock clock, Json json) {
    this.views = views;
    this.sink = sink;
    this.clock = clock;
    this.json = json;
    this.allowance = new Allowance(A_MINUTE, clock);
  }

  void list(Context context) {
    context.json(Map.of("holds", views.holds().all().stream().map(HoldJson::of).toList()));
  }

  void place(Context context) {
    SameOrigin.check(context);
    HoldRequest request = request(context);
    String id = request.holdId() == null ? madeUp() : request.holdId();
    if (!ID.matcher(id).matches()) {
      throw Problem.badValue("hold_id", cut(id), "1 to 200 letters, digits, and . _ : ~ -");
    }
    Hold hold = hold(id, request);
    check(hold);
    if (views.holds().get(id).isEmpty()) {
      write(hold);
    }
    context.status(201).json(HoldJson.of(views.holds().get(id).orElse(hold)));
  }

  private Hold hold(String id, HoldRequest request) {
    String clip = request.clipId() == null ? "" : request.clipId();
    String camera = request.camera() == null ? Ids.camera(clip) : request.camera();
    return Hold.newBuilder()
        .setHoldId(id)
        .setRecordId(id + "-requested")
        .setCamera(camera)
        .setClipId(clip)
        .setSpanFrom(request.from())
        .setSpanTo(request.to())
        .setState(HoldState.REQUESTED)
        .setWho(limited("who", request.who()))
        .setWhy(limited("why", request.why()))
        .setPlacedAt(now())
        .setUntil(request.until())
        .setBuild(Build.version())
        .build();
  }

  private static void check(Hold hold) {
    if (hold.getWhy().isBlank()) {
      throw Problem.badValue("why", "", "what it is held for");
    }
    try {
      HoldChecks.check(hold);
    } catch (IllegalArgumentException e) {
      throw Problem.badValue("hold", cut(hold.getHoldId()), String.valueOf(e.getMessage()));
    }
  }

  void release(Context context) {
    SameOrigin.check(context);
    String id = context.pathParam("id");
    Hold placed =
        views
            .holds()
            .get(id)
            .filter(hold -> hold.getState() != HoldState.RELEASED)
            .orElseThrow(
                () -> Problem.notFound("hold", cut(id), "the id of a hold that is in force"));
    HoldRequest request = request(context);
    Hold released =
        Hold.newBuilder(placed)
            .setRecordId(id + "-released")
            .setState(HoldState.RELEASED)
            .setWho(limited("who", request.who()))
            .setWhy(limited("why", request.why()))
            .setPlacedAt(now())
            .setBuild(Build.version())
            .build();
    write(released);
    context.json(HoldJson.of(released));
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

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private String madeUp() {
    byte[] bytes = new byte[6];
    random.nextBytes(bytes);
    return "hold-page-" + HexFormat.of().formatHex(bytes);
  }

  private static String limited(String what, @Nullable String text) {
    if (text != null && text.length() > LONGEST_TEXT) {
      throw Problem.badValue(what, cut(text), "at most " + LONGEST_TEXT + " characters");
    }
    return text == null ? "" : text.strip();
  }

  private static String cut(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }
}
