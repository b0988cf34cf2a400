package io.sightline.standalone.replay;

import io.sightline.schemas.Topic;
import io.sightline.schemas.Topic.Keep;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Which records are replayed. What is configuration, and so kept for ever, is taken whatever the
 * span: records of the span name its versions.
 *
 * @param from capture time, inclusive; null: from the first record
 * @param to capture time, exclusive; null: to the last
 * @param cameras ids; empty: all
 * @param labels records with one of these; empty: all
 */
public record Span(
    List<Topic<?>> topics,
    @Nullable Instant from,
    @Nullable Instant to,
    Set<String> cameras,
    Set<String> labels) {

  public Span {
    if (topics.isEmpty()) {
      throw new IllegalArgumentException("no topics: expected one or more");
    }
    if (from != null && to != null && !from.isBefore(to)) {
      throw new IllegalArgumentException("from %s to %s: expected a span".formatted(from, to));
    }
    for (Topic<?> topic : topics) {
      if (!labels.isEmpty() && !Fields.areLabelled(topic) && topic.keep() != Keep.FOR_EVER) {
        throw new IllegalArgumentException(
            "topic '%s' has no labels: expected detections, decisions, alerts or feedback with --label"
                .formatted(topic.name()));
      }
    }
    topics = List.copyOf(topics);
    cameras = Set.copyOf(cameras);
    labels = Set.copyOf(labels);
  }

  /**
   * @param value null: a tombstone, or nobody can read it
   * @param captured when it happened, or was published where it does not say
   */
  boolean takes(Topic<?> topic, String key, @Nullable SpecificRecord value, Instant captured) {
    String camera = value == null ? key : Fields.camera(value).orElse("");
    boolean ours = cameras.isEmpty() || camera.isEmpty() || isOf(camera);
    if (topic.keep() == Keep.FOR_EVER) {
      return ours;
    }
    return ours
        && (from == null || !captured.isBefore(from))
        && (to == null || captured.isBefore(to))
        && (labels.isEmpty() || value != null && hasLabel(value));
  }

  /** A tombstone has its key alone, which begins with the camera. */
  private boolean isOf(String camera) {
    return cameras.contains(camera)
        || cameras.stream().anyMatch(each -> camera.startsWith(each + "-"));
  }

  private boolean hasLabel(SpecificRecord value) {
    return Fields.labels(value).stream().anyMatch(labels::contains);
  }
}
