package io.sightline.schemas;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/**
 * Ids that follow from camera and capture time: {@code <camera>-<letter><microseconds in base 32>}.
 * The number has eleven digits of Crockford's alphabet, so ids of a camera sort by time.
 */
public final class Ids {
  private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
  private static final char[] DIGITS = ALPHABET.toCharArray();
  private static final int LENGTH = 11;
  private static final Pattern CAMERA = Pattern.compile("[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?");

  private Ids() {}

  public static String activity(String camera, Instant start) {
    return camera + "-a" + base32(start);
  }

  /** A stretch of sound; it may begin in the same moment as one of motion. */
  public static String soundActivity(String camera, Instant start) {
    return camera + "-s" + base32(start);
  }

  /** The clip of a stretch of sound. */
  public static String soundClip(String camera, Instant start) {
    return camera + "-t" + base32(start);
  }

  public static String clip(String camera, Instant start) {
    return camera + "-c" + base32(start);
  }

  public static String frame(String camera, Instant captured) {
    return camera + "-f" + base32(captured);
  }

  public static String mark(String camera, Instant through) {
    return camera + "-m" + base32(through);
  }

  public static String incident(String camera, Instant start) {
    return camera + "-i" + base32(start);
  }

  /** A piece of a recording. */
  public static String recording(String camera, Instant start) {
    return camera + "-r" + base32(start);
  }

  public static String gap(String camera, Instant start) {
    return camera + "-g" + base32(start);
  }

  /** The whole hour, UTC, that a time lies in. */
  public static String hour(String camera, Instant within) {
    return camera + "-t" + base32(within.truncatedTo(ChronoUnit.HOURS));
  }

  /** The camera in an id that this class made. */
  public static String cameraOf(String id) {
    int end = id.length() - LENGTH - 2;
    if (end < 1 || id.charAt(end) != '-') {
      throw new IllegalArgumentException(
          "id '" + id + "': expected <camera>-<letter><" + LENGTH + " digits>");
    }
    return id.substring(0, end);
  }

  /**
   * The time in microseconds since 1970 as eleven base-32 digits; times before 1970 or after 3111
   * are refused.
   */
  public static String base32(Instant time) {
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, time);
    if (micros < 0 || micros >= 1L << (5 * LENGTH)) {
      throw new IllegalArgumentException("capture time " + time + ": expected 1970 to 3111");
    }
    char[] digits = new char[LENGTH];
    for (int i = LENGTH - 1; i >= 0; i--) {
      digits[i] = DIGITS[(int) (micros & 31)];
      micros >>>= 5;
    }
    return new String(digits);
  }

  /** The camera in an id that this class made; empty for any other text. */
  public static String camera(String id) {
    return id.substring(0, Math.max(0, id.length() - LENGTH - 2));
  }

  /** Whether the id is that of a stretch of sound. */
  public static boolean isSound(String activityId) {
    int letter = activityId.length() - LENGTH - 1;
    return letter > 0 && activityId.charAt(letter) == 's';
  }

  /** The capture time in an id that this class made. */
  public static Instant time(String id) {
    long micros = 0;
    for (char c : id.substring(Math.max(0, id.length() - LENGTH)).toCharArray()) {
      int digit = ALPHABET.indexOf(c);
      if (digit < 0 || id.length() <= LENGTH) {
        throw new IllegalArgumentException(
            "id '" + id + "': expected a capture time of " + LENGTH + " digits at its end");
      }
      micros = micros << 5 | digit;
    }
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  /** Returns the camera id, or refuses it: it becomes part of keys and paths. */
  public static String requireCamera(String camera) {
    if (!CAMERA.matcher(camera).matches()) {
      throw new IllegalArgumentException(
          "camera id '"
              + camera
              + "': expected 1 to 64 lower-case letters, digits and inner hyphens");
    }
    return camera;
  }
}
