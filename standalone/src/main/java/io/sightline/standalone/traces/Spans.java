package io.sightline.standalone.traces;

import io.sightline.schemas.Headers;
import io.sightline.schemas.TraceParent;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/**
 * Records to spans. A span begins where the one that led to it ended, as far as that was seen: the
 * ends of the newest spans are remembered. One thread.
 */
final class Spans {
  private static final int MOST_REMEMBERED = 50_000;

  private final Map<String, Instant> ends =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
          return size() > MOST_REMEMBERED;
        }
      };

  /**
   * Empty for what is no step of a trace, and for what a replay copied.
   *
   * @param published when, by the record
   */
  Optional<Span> of(
      SpecificRecord record, org.apache.kafka.common.header.Headers headers, Instant published) {
    if (headers.lastHeader(Headers.REPLAY) != null) {
      return Optional.empty();
    }
    return Headers.text(headers, Headers.TRACEPARENT)
        .flatMap(TraceParent::parse)
        .flatMap(at -> Steps.of(record, at))
        .map(step -> span(step, published));
  }

  private Span span(Step step, Instant published) {
    Optional<String> known = step.causes().stream().filter(ends::containsKey).findFirst();
    Instant end = step.until() == null ? published : step.until();
    if (step.until() == null) {
      ends.put(step.place().spanId(), end);
    }
    return new Span(
        step.place(),
        known.orElse(step.causes().isEmpty() ? null : last(step)),
        step.process(),
        step.build(),
        step.name(),
        known.map(ends::get).orElse(step.since()),
        end,
        step.attributes(),
        step.failure());
  }

  private static String last(Step step) {
    return step.causes().get(step.causes().size() - 1);
  }
}
