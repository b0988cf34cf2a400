package io.sightline.retention.pressure;

import java.time.Instant;

/**
 * How full it was at a time.
 *
 * @param freeBytes that could still be stored
 * @param usedBytes of media there was
 */
public record Sample(Instant at, long freeBytes, long usedBytes) {}
