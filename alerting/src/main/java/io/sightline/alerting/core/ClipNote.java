package io.sightline.alerting.core;

import io.sightline.avro.AlertClip;
import io.sightline.avro.ClipState;
import org.jspecify.annotations.Nullable;

/**
 * A clip as far as it is known.
 *
 * @param key of the media object; set when ready
 */
record ClipNote(String clip, @Nullable String activity, ClipState state, @Nullable String key) {

  static ClipNote pending(String clip, @Nullable String activity) {
    return new ClipNote(clip, activity, ClipState.PENDING, null);
  }

  ClipNote ready(String mediaKey) {
    return new ClipNote(clip, activity, ClipState.READY, mediaKey);
  }

  /** A clip that will not come any more; one that is there stays. */
  ClipNote givenUp() {
    return state == ClipState.PENDING
        ? new ClipNote(clip, activity, ClipState.MISSING, null)
        : this;
  }

  AlertClip toAlertClip() {
    return new AlertClip(clip, state, key);
  }
}
