package io.sightline.console.api;

import io.sightline.avro.Hold;
import io.sightline.console.view.HoldStory;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A hold.
 *
 * @param clipId the clip it is about; empty: the span
 * @param state requested, held, too-late, released, or over: it ended by itself
 * @param inForce whether it keeps anything, or may when it is answered
 * @param words the state in one sentence
 * @param who placed it, and why and when
 * @param clips that it held when it was answered, likewise hours and bytes
 * @param tooLate what was deleted before it could win
 * @param until when it ends by itself; null: never
 * @param released who let go; null: nobody did
 * @param position pass as {@code before} to get what is older
 */
public record HoldJson(
    String holdId,
    String camera,
    String cameraName,
    String clipId,
    @Nullable Instant from,
    @Nullable Instant to,
    String state,
    boolean inForce,
    String words,
    String who,
    String why,
    Instant at,
    @Nullable Instant until,
    long clips,
    long hours,
    long bytes,
    long tooLate,
    @Nullable ReleaseJson released,
    String position) {

  /** Who let go, why and when. */
  public record ReleaseJson(String who, String why, Instant at) {}

  static HoldJson of(HoldStory story, String cameraName, Instant now) {
    Hold placed = story.placed();
    Hold answer = story.answer() == null ? placed : story.answer();
    Hold let = story.released();
    return new HoldJson(
        placed.getHoldId(),
        placed.getCamera(),
        cameraName,
        placed.getClipId(),
        placed.getSpanFrom(),
        placed.getSpanTo(),
        state(story, now),
        story.isInForce(now),
        words(story, answer, now),
        placed.getWho(),
        placed.getWhy(),
        placed.getPlacedAt(),
        placed.getUntil(),
        answer.getClips(),
        answer.getHours(),
        answer.getBytes(),
        answer.getTooLate(),
        let == null ? null : new ReleaseJson(let.getWho(), let.getWhy(), let.getPlacedAt()),
        Presenter.write(story.position()));
  }

  private static String state(HoldStory story, Instant now) {
    return story.isOver(now) ? "over" : Words.of(story.state());
  }

  private static String words(HoldStory story, Hold answer, Instant now) {
    if (story.isOver(now)) {
      return "It ended by itself.";
    }
    return switch (story.state()) {
      case REQUESTED -> "Asked for; retention has not answered yet.";
      case HELD -> "Keeps " + kept(answer) + ".";
      case TOO_LATE -> "Too late: it was deleted already.";
      case RELEASED -> "Let go.";
      case UNKNOWN -> "Not known to this version.";
    };
  }

  private static String kept(Hold answer) {
    String late =
        answer.getTooLate() == 0 ? "" : "; for " + answer.getTooLate() + " it came too late";
    return Words.count(answer.getClips(), "clip")
        + " and "
        + Words.count(answer.getHours(), "hour")
        + " of recordings"
        + late;
  }
}
