package io.sightline.alerting.core;

import org.jspecify.annotations.Nullable;

/** A picture that shows the subject: which, where in it, how well. */
record Shot(String key, Rect box, float quality, @Nullable String activity) {

  /** Null if the hit's picture is not kept anywhere. */
  static @Nullable Shot of(Hit hit) {
    String key = hit.key();
    return key == null ? null : new Shot(key, hit.box(), (float) hit.quality(), hit.activity());
  }

  /** Of the largest change in a frame; null if there is none, or no picture. */
  static @Nullable Shot glance(Motion motion, Frame frame) {
    String key = frame.key();
    Rect largest = motion.largest();
    return key == null || largest == null
        ? null
        : new Shot(key, largest, (float) largest.area(), frame.activity());
  }

  static @Nullable Shot better(@Nullable Shot one, @Nullable Shot other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return other.quality > one.quality ? other : one;
  }

  /** So much better that it is worth a revision. */
  static boolean worthTelling(@Nullable Shot best, @Nullable Shot told) {
    return best != null && (told == null || best.quality >= told.quality * Policy.BETTER_PICTURE);
  }
}
