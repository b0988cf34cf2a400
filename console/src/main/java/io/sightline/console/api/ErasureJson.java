package io.sightline.console.api;

import io.sightline.avro.Erasure;
import io.sightline.console.view.ErasureView;
import java.time.Instant;

/**
 * An erasure that somebody asked for, and how far it is.
 *
 * @param state requested, running, waiting (for holds to be released) or done
 * @param words the state in one sentence
 * @param subject the alert or clip by which it was named; empty: by its times
 * @param found clips, hours and pieces that are to go; of these, those gone and those held
 * @param certificate where it is made and downloaded
 * @param position pass as {@code before} to get what is older
 */
public record ErasureJson(
    String erasureId,
    String camera,
    String cameraName,
    Instant from,
    Instant until,
    String subject,
    String state,
    String words,
    String who,
    String why,
    Instant requested,
    long found,
    long gone,
    long held,
    long bytes,
    String certificate,
    String position) {

  static ErasureJson of(Erasure erasure, String cameraName) {
    return new ErasureJson(
        erasure.getErasureId(),
        erasure.getCamera(),
        cameraName,
        erasure.getFromTime(),
        erasure.getUntilTime(),
        erasure.getSubject(),
        Words.of(erasure.getState()),
        words(erasure),
        erasure.getWho(),
        erasure.getWhy(),
        erasure.getRequestedAt(),
        erasure.getFound(),
        erasure.getGone(),
        erasure.getHeld(),
        erasure.getBytes(),
        "/api/erasures/" + erasure.getErasureId() + "/certificate",
        Presenter.write(ErasureView.position(erasure)));
  }

  private static String words(Erasure erasure) {
    long left = Math.max(0, erasure.getFound() - erasure.getGone());
    return switch (erasure.getState()) {
      case REQUESTED -> "Asked for; retention has not looked yet.";
      case RUNNING -> erasure.getGone() + " of " + erasure.getFound() + " found so far are gone.";
      case WAITING ->
          "All is gone but " + left + " that holds keep: they go when the last hold is released.";
      case DONE -> "All of it is gone: " + erasure.getGone() + " clips, hours and pieces.";
      case UNKNOWN -> "Not known to this version.";
    };
  }
}
