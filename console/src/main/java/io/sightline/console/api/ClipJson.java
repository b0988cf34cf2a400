package io.sightline.console.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A clip, as far as it is known.
 *
 * @param state pending: being saved; ready; missing: nothing could be saved; gone: no longer listed
 * @param words the state in one sentence
 * @param stored what is known of a ready clip
 */
public record ClipJson(String clipId, String state, String words, @Nullable StoredJson stored) {

  /**
   * What is in the clip store.
   *
   * @param url of the media; takes ranges
   * @param playable false where browsers are known not to play it
   * @param bytes size
   * @param deadline when it is to be deleted; null until retention has said so
   * @param holds that keep it whatever the deadline says, by id
   * @param salvaged true if the recording process died and the clip was saved up to then
   */
  public record StoredJson(
      String url,
      String contentType,
      boolean playable,
      String container,
      String videoCodec,
      @Nullable String audioCodec,
      int width,
      int height,
      long bytes,
      Instant start,
      Instant end,
      @Nullable Instant deadline,
      List<String> holds,
      boolean salvaged) {}
}
