package io.sightline.ingest.spool;

import io.sightline.schemas.TraceParent;
import org.jspecify.annotations.Nullable;

/**
 * A record for a topic.
 *
 * @param topic name without the prefix
 * @param value as it goes on the wire
 * @param trace that it is part of; not on disk, since it follows from the value
 */
public record Fact(String topic, String key, byte[] value, @Nullable TraceParent trace) {
  public Fact(String topic, String key, byte[] value) {
    this(topic, key, value, null);
  }

  Fact in(@Nullable TraceParent part) {
    return new Fact(topic, key, value, part);
  }
}
