package io.sightline.alerting.delivery;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How far a revision has got in one channel. It is committed with the consumer's offset, as its
 * metadata, before each attempt: whoever takes over knows that an attempt was begun of which nobody
 * has recorded what came of it.
 *
 * @param attempts begun so far
 * @param failures of the receiver with this revision, as against not being there
 * @param opener which process opened the last attempt, if that has no recorded outcome; else empty
 */
record Standing(int attempts, int failures, String opener) {
  static final Standing NEW = new Standing(0, 0, "");

  private static final Pattern WRITTEN =
      Pattern.compile("attempts=(\\d{1,9}) failures=(\\d{1,9}) opener=([0-9a-z-]{0,36})");

  boolean isOpen() {
    return !opener.isEmpty();
  }

  /** An attempt begins. */
  Standing opened(String by) {
    return new Standing(attempts + 1, failures, by);
  }

  /** The attempt ended without success. */
  Standing closed(boolean counts) {
    return new Standing(attempts, failures + (counts ? 1 : 0), "");
  }

  /** As the metadata of an offset. */
  String write() {
    return equals(NEW)
        ? ""
        : "attempts=%d failures=%d opener=%s".formatted(attempts, failures, opener);
  }

  /** What is not ours, or from before there was any, is a new beginning. */
  static Standing read(@Nullable String metadata) {
    Matcher matcher = WRITTEN.matcher(metadata == null ? "" : metadata);
    if (!matcher.matches()) {
      return NEW;
    }
    return new Standing(
        Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)), matcher.group(3));
  }
}
