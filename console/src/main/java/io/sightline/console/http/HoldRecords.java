package io.sightline.console.http;

import io.sightline.avro.Hold;
import io.sightline.avro.HoldState;
import io.sightline.console.view.HoldStory;
import io.sightline.runtime.Build;
import io.sightline.schemas.HoldChecks;
import io.sightline.schemas.Ids;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes the records of holds that people place and release; each says who and why. */
final class HoldRecords {
  private static final Pattern ID = Pattern.compile("[\\p{Alnum}._:~-]{1,200}");
  private static final int LONGEST_TEXT = 500;

  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  HoldRecords(Clock clock) {
    this.clock = clock;
  }

  Hold placed(HoldRequest request) {
    String id = request.holdId() == null ? madeUp() : request.holdId();
    if (!ID.matcher(id).matches()) {
      throw Problem.badValue("hold_id", cut(id), "1 to 200 letters, digits, and . _ : ~ -");
    }
    String clip = request.clipId() == null ? "" : request.clipId();
    Instant until = request.until();
    if (until != null && !until.isAfter(clock.instant())) {
      throw Problem.badValue("until", until.toString(), "a time to come");
    }
    Hold hold =
        Hold.newBuilder()
            .setHoldId(id)
            .setRecordId(id + "-requested")
            .setCamera(request.camera() == null ? Ids.camera(clip) : request.camera())
            .setClipId(clip)
            .setSpanFrom(request.from())
            .setSpanTo(request.to())
            .setState(HoldState.REQUESTED)
            .setWho(required("who", request.who(), "the name of whoever holds it"))
            .setWhy(required("why", request.why(), "what it is held for"))
            .setPlacedAt(now())
            .setUntil(until)
            .setBuild(Build.version())
            .build();
    try {
      HoldChecks.check(hold);
    } catch (IllegalArgumentException e) {
      throw Problem.badValue("hold", cut(hold.getHoldId()), String.valueOf(e.getMessage()));
    }
    return hold;
  }

  Hold released(HoldStory hold, HoldRequest request) {
    return Hold.newBuilder(hold.answer() == null ? hold.placed() : hold.answer())
        .setRecordId(hold.id() + "-released")
        .setState(HoldState.RELEASED)
        .setWho(required("who", request.who(), "the name of whoever lets go"))
        .setWhy(required("why", request.why(), "why it is let go"))
        .setPlacedAt(now())
        .setBuild(Build.version())
        .build();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private String madeUp() {
    byte[] bytes = new byte[6];
    random.nextBytes(bytes);
    return "hold-page-" + HexFormat.of().formatHex(bytes);
  }

  private static String required(String what, @Nullable String text, String expected) {
    if (text == null || text.isBlank()) {
      throw Problem.badValue(what, "", expected);
    }
    if (text.length() > LONGEST_TEXT) {
      throw Problem.badValue(what, cut(text), "at most " + LONGEST_TEXT + " characters");
    }
    return text.strip();
  }

  static String cut(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }
}
