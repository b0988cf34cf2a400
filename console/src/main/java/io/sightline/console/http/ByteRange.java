package io.sightline.console.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A part of an object.
 *
 * @param first offset of its first byte
 * @param last offset of its last byte, inclusive
 */
record ByteRange(long first, long last) {
  private static final Pattern ONE_RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  /** The range asked for lies outside the object. */
  static final class Unsatisfiable extends Exception {
    private static final long serialVersionUID = 1;
  }

  long length() {
    return last - first + 1;
  }

  /** As a Content-Range header says it. */
  String of(long size) {
    return "bytes " + first + "-" + last + "/" + size;
  }

  /**
   * Reads a Range header. Several ranges, other units and nonsense are ignored, as RFC 9110 allows:
   * the answer is then the whole object.
   */
  static Optional<ByteRange> parse(@Nullable String header, long size) throws Unsatisfiable {
    Matcher matcher = ONE_RANGE.matcher(header == null ? "" : header.strip());
    if (!matcher.matches() || (matcher.group(1).isEmpty() && matcher.group(2).isEmpty())) {
      return Optional.empty();
    }
    return matcher.group(1).isEmpty()
        ? Optional.of(suffix(Long.parseLong(matcher.group(2)), size))
        : from(Long.parseLong(matcher.group(1)), matcher.group(2), size);
  }

  private static ByteRange suffix(long length, long size) throws Unsatisfiable {
    if (length == 0 || size == 0) {
      throw new Unsatisfiable();
    }
    return new ByteRange(Math.max(0, size - length), size - 1);
  }

  private static Optional<ByteRange> from(long first, String end, long size) throws Unsatisfiable {
    long last = end.isEmpty() ? size - 1 : Math.min(Long.parseLong(end), size - 1);
    if (!end.isEmpty() && Long.parseLong(end) < first) {
      return Optional.empty();
    }
    if (first >= size) {
      throw new Unsatisfiable();
    }
    return Optional.of(new ByteRange(first, last));
  }
}
