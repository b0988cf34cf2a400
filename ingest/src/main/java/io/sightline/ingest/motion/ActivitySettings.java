package io.sightline.ingest.motion;

/**
 * When an activity ends and which pictures are sampled. Microseconds of capture time.
 *
 * @param lingerMicros an activity ends after this much without change
 * @param cutMicros longest activity; what goes on is continued in another. A quiet spell that began
 *     before is waited for, so an activity may last longer by {@code lingerMicros}
 * @param ongoingMicros time between two updates of an activity
 * @param briskMicros an activity is that new: each picture in which something moves is sampled
 * @param sampleMicros least time between two samples while nothing moves, or later
 * @param quietStepMicros a gap between two pictures counts at most this much as quiet
 */
public record ActivitySettings(
    long lingerMicros,
    long cutMicros,
    long ongoingMicros,
    long briskMicros,
    long sampleMicros,
    long quietStepMicros) {
  public static final ActivitySettings DEFAULT =
      new ActivitySettings(2_600_000, 120_000_000, 5_000_000, 3_000_000, 300_000, 1_000_000);
}
