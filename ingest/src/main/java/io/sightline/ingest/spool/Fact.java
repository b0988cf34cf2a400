package io.sightline.ingest.spool;

/**
 * A record for a topic.
 *
 * @param topic name without the prefix
 * @param value as it goes on the wire
 */
public record Fact(String topic, String key, byte[] value) {}
