package io.sightline.schemas;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Record headers of the contract; each holds UTF-8 text. */
public final class Headers {
  /**
   * On every record that a replay copied and on all that is made of it: the name of the replay.
   * Nobody is told of an alert that has it.
   */
  public static final String REPLAY = "sightline-replay";

  /** Where a replayed record lay first: {@code <topic>/<partition>/<offset>}. */
  public static final String ORIGIN = "sightline-origin";

  /** A {@link TraceParent}: of which activity's trace the record is part. */
  public static final String TRACEPARENT = "traceparent";

  private Headers() {}

  /** The last one of that name. */
  public static Optional<String> text(org.apache.kafka.common.header.Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null || header.value() == null
        ? Optional.empty()
        : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
  }

  /** The same headers and this one, in place of any of its name. */
  public static org.apache.kafka.common.header.Headers with(
      org.apache.kafka.common.header.Headers headers, String name, String text) {
    RecordHeaders all = new RecordHeaders(headers);
    all.remove(name);
    return all.add(name, text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * What a record that is made of another has of its headers: the replay, and the trace one step
   * on.
   *
   * @param recordId of what is made
   */
  public static org.apache.kafka.common.header.Headers carried(
      org.apache.kafka.common.header.Headers input, String recordId) {
    RecordHeaders carried = new RecordHeaders();
    Header replay = input.lastHeader(REPLAY);
    if (replay != null) {
      carried.add(replay);
    }
    return text(input, TRACEPARENT)
        .flatMap(TraceParent::parse)
        .map(trace -> with(carried, TRACEPARENT, trace.child(recordId).toString()))
        .orElse(carried);
  }

  /**
   * A place in a topic, as {@link #ORIGIN} has it.
   *
   * @param topic its name on the broker
   */
  public record Place(String topic, int partition, long offset) {
    /** Empty for what is no place. */
    public static Optional<Place> parse(String text) {
      String[] parts = text.split("/", -1);
      if (parts.length != 3 || parts[0].isEmpty()) {
        return Optional.empty();
      }
      try {
        return Optional.of(
            new Place(parts[0], Integer.parseInt(parts[1]), Long.parseLong(parts[2])));
      } catch (NumberFormatException e) {
        return Optional.empty();
      }
    }

    @Override
    public String toString() {
      return topic + "/" + partition + "/" + offset;
    }
  }
}
