package io.sightline.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Makes dead letters: the record as it was, with where it came from and why it could not be handled
 * in its headers; each is counted in {@code sightline.dead.letters}.
 */
public final class DeadLetters {
  static final String PREFIX = "dead-letter.";
  private static final int MESSAGE_LIMIT = 1000;

  private final String topic;
  private final String process;
  private final int maxBytes;
  private final MeterRegistry metrics;

  /**
   * @param topic full name of the topic of dead letters
   * @param process who could not handle the record
   * @param maxBytes a longer value is cut, and the header {@code dead-letter.full-size} says so
   */
  public DeadLetters(String topic, String process, int maxBytes, MeterRegistry metrics) {
    this.topic = topic;
    this.process = process;
    this.maxBytes = maxBytes;
    this.metrics = metrics;
  }

  /** Where a record was found. */
  public record Origin(String topic, int partition, long offset, Headers headers) {}

  /** What was wrong: it could not be read, or it could not be handled. */
  public enum Kind {
    UNREADABLE,
    FAILED
  }

  public ProducerRecord<byte[], byte[]> letter(
      Kind kind, Origin origin, byte @Nullable [] key, byte @Nullable [] value, Throwable cause) {
    metrics
        .counter(
            "sightline.dead.letters",
            "process",
            process,
            "topic",
            origin.topic(),
            "kind",
            kind.name().toLowerCase(Locale.ROOT))
        .increment();
    RecordHeaders headers = new RecordHeaders(origin.headers());
    put(headers, "kind", kind.name());
    put(headers, "topic", origin.topic());
    put(headers, "partition", Integer.toString(origin.partition()));
    put(headers, "offset", Long.toString(origin.offset()));
    put(headers, "error", cause.getClass().getName());
    put(headers, "message", cut(Failures.describe(cause)));
    put(headers, "process", process);
    put(headers, "build", Build.version());
    byte @Nullable [] kept = value;
    if (value != null && value.length > maxBytes) {
      put(headers, "full-size", Integer.toString(value.length));
      kept = Arrays.copyOf(value, maxBytes);
    }
    return new ProducerRecord<>(topic, null, key, kept, headers);
  }

  private static String cut(String message) {
    return message.length() <= MESSAGE_LIMIT ? message : message.substring(0, MESSAGE_LIMIT) + "…";
  }

  private static void put(Headers headers, String name, String value) {
    headers.remove(PREFIX + name);
    headers.add(PREFIX + name, value.getBytes(StandardCharsets.UTF_8));
  }
}
