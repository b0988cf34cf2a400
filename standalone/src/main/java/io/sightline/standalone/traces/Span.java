package io.sightline.standalone.traces;

import io.sightline.schemas.TraceParent;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A step of an activity's trace.
 *
 * @param place its own
 * @param parent span id of the step before; null: the trace begins here
 * @param process that did it, for example {@code detect}
 * @param build version of that process
 * @param name what was done
 * @param end not before the start
 * @param failure why it came to nothing; null: it did not
 */
record Span(
    TraceParent place,
    @Nullable String parent,
    String process,
    String build,
    String name,
    Instant start,
    Instant end,
    Map<String, String> attributes,
    @Nullable String failure) {
  Span {
    start = start.isAfter(end) ? end : start;
  }
}
