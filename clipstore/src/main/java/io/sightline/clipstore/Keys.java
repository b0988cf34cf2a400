package io.sightline.clipstore;

import java.util.regex.Pattern;

/** Which keys may be: a key becomes a path, so it must not lead out of the store. */
final class Keys {
  private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,249}");

  /** A staged file has the whole key in its name, and file names have 255 bytes at most. */
  private static final int LIMIT = 250;

  private Keys() {}

  static String requireKey(String key) {
    if (key.length() > LIMIT || key.isEmpty()) {
      throw refused(key);
    }
    for (String segment : key.split("/", -1)) {
      if (!SEGMENT.matcher(segment).matches()) {
        throw refused(key);
      }
    }
    return key;
  }

  /** A prefix is a folder: segments each with a slash behind; empty only where all is meant. */
  static String requirePrefix(String prefix) {
    if (!prefix.endsWith("/")) {
      throw new IllegalArgumentException("prefix '" + prefix + "': expected a slash at its end");
    }
    requireKey(prefix.substring(0, prefix.length() - 1));
    return prefix;
  }

  static void requireOffset(String key, long offset) {
    if (offset < 0) {
      throw new IllegalArgumentException(
          "offset " + offset + " in " + key + ": expected 0 or more");
    }
  }

  private static IllegalArgumentException refused(String key) {
    return new IllegalArgumentException(
        ("key '%s': expected at most %d characters, segments of letters, digits, '.', '_', '-'"
                + " between single slashes, none beginning with '.'")
            .formatted(key, LIMIT));
  }
}
