package io.sightline.runtime;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * What the lines that this thread logs are about, until it is closed. Fields of a log in JSON; a
 * log for people does not show them.
 */
public final class LogContext implements AutoCloseable {
  public static final String CAMERA = "camera";
  public static final String CLIP = "clip";
  public static final String ALERT = "alert";
  public static final String CHANNEL = "channel";
  public static final String TRACE = "trace";

  private final Map<String, @Nullable String> before = new HashMap<>();

  private LogContext() {}

  /** About that one; null: nothing is known of it. */
  public static LogContext of(String field, @Nullable String value) {
    return new LogContext().and(field, value);
  }

  /** And about that one. */
  public LogContext and(String field, @Nullable String value) {
    if (value != null) {
      if (!before.containsKey(field)) {
        before.put(field, MDC.get(field));
      }
      MDC.put(field, value);
    }
    return this;
  }

  /** As it was before. */
  @Override
  public void close() {
    before.forEach(
        (field, value) -> {
          if (value == null) {
            MDC.remove(field);
          } else {
            MDC.put(field, value);
          }
        });
  }
}
