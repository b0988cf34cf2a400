package io.sightline.clipstore;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One prefix for each clip: {@code <camera>/<day, UTC>/<clip id>/}. Everything seen or heard in the
 * clip lies under it. One prefix for each hour of recordings: {@code
 * <camera>/<day>/recordings/<hour, UTC>/}. A piece lies in the hour in which it begins, under its
 * id, so that names sort by time.
 */
public final class ClipLayout {
  private static final Pattern UNIT =
      Pattern.compile(
          "([a-z0-9][a-z0-9-]*/\\d{4,}-\\d\\d-\\d\\d/"
              + "(recordings/([01]\\d|2[0-3])|[A-Za-z0-9_-]+)/).+");

  private ClipLayout() {}

  public static String prefix(String camera, String clipId, Instant start) {
    return camera + "/" + LocalDate.ofInstant(start, ZoneOffset.UTC) + "/" + clipId + "/";
  }

  /** The prefix of the clip, or of the hour of recordings, to which a key belongs, if to any. */
  public static Optional<String> unit(String key) {
    Matcher unit = UNIT.matcher(key);
    return unit.matches() ? Optional.of(unit.group(1)) : Optional.empty();
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

  /** A part of a frame: beside it, so that it goes with it. */
  public static String crop(String prefix, String frameId, int number) {
    return prefix + "frames/" + frameId + "-c" + number + ".jpg";
  }

  /** All recordings of a camera that begin in the hour of a time. */
  public static String recordings(String camera, Instant within) {
    ZonedDateTime at = within.atZone(ZoneOffset.UTC);
    return "%s/%s/recordings/%02d/".formatted(camera, at.toLocalDate(), at.getHour());
  }

  /**
   * @param recordingId record id of the piece
   * @param extension {@code mp4} or {@code mkv}
   */
  public static String recording(
      String camera, Instant start, String recordingId, String extension) {
    return recordings(camera, start) + recordingId + "." + extension;
  }
}
