package io.sightline.console.api;

import io.sightline.avro.Hold;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A hold.
 *
 * @param clipId the clip it is about; empty: the span
 * @param state requested, held, too-late or released
 * @param clips that it held when it was answered, likewise hours and bytes
 * @param tooLate what was deleted before it could win
 * @param until when it ends by itself; null: never
 */
public record HoldJson(
    String holdId,
    String camera,
    String clipId,
    @Nullable Instant from,
    @Nullable Instant to,
    String state,
    String who,
    String why,
    Instant at,
    @Nullable Instant until,
    long clips,
    long hours,
    long bytes,
    long tooLate) {

  public static HoldJson of(Hold hold) {
    return new HoldJson(
        hold.getHoldId(),
        hold.getCamera(),
        hold.getClipId(),
        hold.getSpanFrom(),
        hold.getSpanTo(),
        Words.of(hold.getState()),
        hold.getWho(),
        hold.getWhy(),
        hold.getPlacedAt(),
        hold.getUntil(),
        hold.getClips(),
        hold.getHours(),
        hold.getBytes(),
        hold.getTooLate());
  }
}
