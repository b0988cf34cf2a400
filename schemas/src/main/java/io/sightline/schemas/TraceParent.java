package io.sightline.schemas;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a trace, as W3C's trace context writes it. All that is about one activity is one
 * trace; its id follows from the activity's, so that a replay has the same one and anybody can tell
 * it.
 *
 * @param traceId 32 hexadecimal digits
 * @param spanId 16 hexadecimal digits: what was done last
 */
public record TraceParent(String traceId, String spanId) {
  private static final Pattern FORM =
      Pattern.compile("(?!ff)[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}");
  private static final int TRACE_BYTES = 16;
  private static final int SPAN_BYTES = 8;

  public TraceParent {
    if (!isId(traceId, TRACE_BYTES) || !isId(spanId, SPAN_BYTES)) {
      throw new IllegalArgumentException(
          "trace '%s', span '%s': expected 32 and 16 hexadecimal digits, not all zero"
              .formatted(traceId, spanId));
    }
  }

  /** Where the trace of an activity begins. */
  public static TraceParent ofActivity(String activityId) {
    String traceId = hash("trace/" + activityId, TRACE_BYTES);
    return new TraceParent(traceId, hash(traceId + "/" + activityId, SPAN_BYTES));
  }

  /** What a header says; empty for what is no trace context. */
  public static Optional<TraceParent> parse(String text) {
    Matcher form = FORM.matcher(text);
    return form.matches() && isId(form.group(1), TRACE_BYTES) && isId(form.group(2), SPAN_BYTES)
        ? Optional.of(new TraceParent(form.group(1), form.group(2)))
        : Optional.empty();
  }

  /**
   * The same trace, one step on.
   *
   * @param made id of what the step made; the same one gives the same span
   */
  public TraceParent child(String made) {
    return new TraceParent(traceId, hash(traceId + "/" + made, SPAN_BYTES));
  }

  /** As the header has it; whoever records traces is asked to record this one. */
  @Override
  public String toString() {
    return "00-" + traceId + "-" + spanId + "-01";
  }

  private static boolean isId(String text, int bytes) {
    return text.matches("(?!0*$)[0-9a-f]{" + 2 * bytes + "}");
  }

  private static String hash(String text, int bytes) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(Arrays.copyOf(digest, bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
