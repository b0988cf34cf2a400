package io.sightline.ingest.spool;

/**
 * Where a fact was sent to. Whether it counts there is another matter.
 *
 * @param partition of the fact's topic
 */
public record Place(int partition, long offset) {}
