package io.sightline.standalone.traces;

import io.sightline.schemas.TraceParent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a record says of the step that made it.
 *
 * @param place of the span
 * @param causes span ids of what may have led to it, the likeliest first; the last one is taken
 *     where none is known; empty: the trace begins here
 * @param since when it began, unless a cause is known, which ended then
 * @param until when it was done; null: when the record was published
 */
record Step(
    TraceParent place,
    List<String> causes,
    String process,
    String build,
    String name,
    Instant since,
    @Nullable Instant until,
    Map<String, String> attributes,
    @Nullable String failure) {}
