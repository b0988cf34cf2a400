package io.sightline.console.api;

import io.sightline.avro.AlertClip;
import io.sightline.avro.Clip;
import io.sightline.avro.ClipState;
import io.sightline.console.view.ClipView;
import java.util.function.BooleanSupplier;

/** From what an alert says of a clip, and from the clip's own record, to what the API says. */
final class ClipPresenter {
  private final ClipView clips;
  private final BooleanSupplier caughtUp;

  ClipPresenter(ClipView clips, BooleanSupplier caughtUp) {
    this.clips = clips;
    this.caughtUp = caughtUp;
  }

  /** The clip's own record is newer than what an alert says of it. */
  ClipJson of(AlertClip clip) {
    return of(clip.getClipId(), clip.getState());
  }

  ClipJson of(String clipId) {
    return of(clipId, ClipState.UNKNOWN);
  }

  private ClipJson of(String clipId, ClipState said) {
    return clips.get(clipId).map(ClipPresenter::ready).orElseGet(() -> absent(clipId, said));
  }

  private ClipJson absent(String clipId, ClipState said) {
    if (said == ClipState.MISSING) {
      return new ClipJson(
          clipId, "missing", "The recorder stopped before anything could be saved.", null);
    }
    if (said == ClipState.PENDING || !caughtUp.getAsBoolean()) {
      return new ClipJson(clipId, "pending", "Still being recorded.", null);
    }
    String words =
        clips.forgotten() == 0
            ? "Deleted: its time was up."
            : "No longer listed: its time was up, or it is older than the clips kept in view here.";
    return new ClipJson(clipId, "gone", words, null);
  }

  private static ClipJson ready(Clip clip) {
    boolean playable = ClipFormat.isPlayable(clip);
    String words =
        playable
            ? "Ready to play."
            : "Browsers cannot play "
                + ClipFormat.name(clip)
                + "; download it and open it in a video player.";
    ClipJson.StoredJson stored =
        new ClipJson.StoredJson(
            "/media/clips/" + clip.getClipId(),
            ClipFormat.of(clip.getContainer()).contentType(),
            playable,
            clip.getContainer(),
            clip.getVideoCodec(),
            clip.getAudioCodec(),
            clip.getWidth(),
            clip.getHeight(),
            clip.getBytes(),
            clip.getCapturedAt(),
            clip.getEndedAt(),
            clip.getDeadline(),
            clip.getHolds(),
            clip.getSalvaged());
    return new ClipJson(clip.getClipId(), "ready", words, stored);
  }
}
