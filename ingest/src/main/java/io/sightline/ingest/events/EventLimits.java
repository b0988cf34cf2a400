package io.sightline.ingest.events;

/**
 * How long an event keeps an activity open. Microseconds of capture time.
 *
 * @param leastMicros even if its end is told at once
 * @param leastPictures even if they come slowly
 * @param singleMicros an event that is told once
 * @param silenceMicros an event of which nothing more is heard
 * @param longestMicros an event whose end never comes
 * @param reachBackMicros a clip begins earlier by at most this, for an event that was told late
 * @param maxOpen events at a time; the oldest gives way
 */
public record EventLimits(
    long leastMicros,
    int leastPictures,
    long singleMicros,
    long silenceMicros,
    long longestMicros,
    long reachBackMicros,
    int maxOpen) {
  public static final EventLimits DEFAULT =
      new EventLimits(2_000_000, 3, 10_000_000, 60_000_000, 600_000_000, 10_000_000, 16);
}
