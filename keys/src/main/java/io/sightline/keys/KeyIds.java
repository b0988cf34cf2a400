package io.sightline.keys;

import io.sightline.schemas.Ids;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a key is called on its topic: by the clip, or by the camera's hour. */
final class KeyIds {
  private static final Pattern HOUR = Pattern.compile("([^/]+)/([^/]+)/recordings/(\\d\\d)/");
  private static final Pattern CLIP = Pattern.compile("([^/]+)/[^/]+/([^/]+)/");

  private KeyIds() {}

  /**
   * @param unit prefix of a clip or of an hour of recordings
   */
  static String of(String unit) {
    Matcher hour = HOUR.matcher(unit);
    if (hour.matches()) {
      LocalTime begin = LocalTime.of(Integer.parseInt(hour.group(3)), 0);
      LocalDate day = LocalDate.parse(hour.group(2));
      return Ids.hour(hour.group(1), day.atTime(begin).toInstant(ZoneOffset.UTC));
    }
    return clip(unit).group(2);
  }

  static String camera(String unit) {
    return unit.substring(0, unit.indexOf('/'));
  }

  /** For people. */
  static String words(String unit) {
    return HOUR.matcher(unit).matches() ? "hour " + of(unit) : "clip " + of(unit);
  }

  private static Matcher clip(String unit) {
    Matcher clip = CLIP.matcher(unit);
    if (!clip.matches()) {
      throw new IllegalArgumentException(
          "'" + unit + "': expected the prefix of a clip or of an hour of recordings");
    }
    return clip;
  }
}
