package io.sightline.console.api;

import io.sightline.avro.Clip;
import java.util.Locale;
import java.util.Set;

/** How a clip is stored, and what that means for a browser. */
public record ClipFormat(String contentType, String extension) {
  private static final Set<String> PLAYED_BY_BROWSERS = Set.of("h264", "hevc", "vp8", "vp9", "av1");

  /**
   * What follows from the container.
   *
   * @param container as the clip's record names it
   */
  public static ClipFormat of(String container) {
    return switch (container) {
      case "mp4" -> new ClipFormat("video/mp4", "mp4");
      case "matroska" -> new ClipFormat("video/x-matroska", "mkv");
      default -> new ClipFormat("application/octet-stream", "bin");
    };
  }

  /** False where browsers are known not to play it. */
  static boolean isPlayable(Clip clip) {
    return isPlayable(clip.getContainer(), clip.getVideoCodec());
  }

  static boolean isPlayable(String container, String videoCodec) {
    return container.equals("mp4")
        && PLAYED_BY_BROWSERS.contains(videoCodec.toLowerCase(Locale.ROOT));
  }

  /** For people: {@code mpeg4 in mp4}. */
  static String name(Clip clip) {
    String codec = clip.getVideoCodec().isBlank() ? "this video" : clip.getVideoCodec();
    return clip.getContainer().isBlank() ? codec : codec + " in " + clip.getContainer();
  }
}
