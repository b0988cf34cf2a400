package io.sightline.clipstore;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * One prefix for each clip: {@code <camera>/<day, UTC>/<clip id>/}. Everything seen or heard in the
 * clip lies under it.
 */
public final class ClipLayout {
  private ClipLayout() {}

  public static String prefix(String camera, String clipId, Instant start) {
    return camera + "/" + LocalDate.ofInstant(start, ZoneOffset.UTC) + "/" + clipId + "/";
  }

  /**
   * @param extension {@code mp4} or {@code mkv}
   */
  public static String media(String prefix, String extension) {
    return prefix + "clip." + extension;
  }

  /**
   * @param frameId the frame's record id
   */
  public static String frame(String prefix, String frameId) {
    return prefix + "frames/" + frameId + ".jpg";
  }
}
