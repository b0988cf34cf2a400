package io.sightline.schemas;

import io.sightline.avro.Hold;
import java.time.Instant;

/** What a hold must be like. */
public final class HoldChecks {
  private HoldChecks() {}

  /** Refuses a hold that makes no sense, with what, the value and what was expected. */
  public static void check(Hold hold) {
    require(!hold.getHoldId().isBlank(), "hold_id ''", "an id");
    String what = "hold " + hold.getHoldId() + ": ";
    Ids.requireCamera(hold.getCamera());
    if (!hold.getClipId().isEmpty()) {
      Ids.time(hold.getClipId());
      require(
          Ids.camera(hold.getClipId()).equals(hold.getCamera()),
          what + "clip '" + hold.getClipId() + "'",
          "a clip of camera " + hold.getCamera());
      return;
    }
    Instant from = hold.getSpanFrom();
    Instant to = hold.getSpanTo();
    require(from != null && to != null, what + "span " + from + " to " + to, "both, or a clip");
    if (from != null && to != null) {
      require(!to.isBefore(from), what + "span " + from + " to " + to, "an end after its begin");
      Ids.base32(from);
      Ids.base32(to);
    }
  }

  private static void require(boolean holds, String what, String expected) {
    if (!holds) {
      throw new IllegalArgumentException(what + ": expected " + expected);
    }
  }
}
