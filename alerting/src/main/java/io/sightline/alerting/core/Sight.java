package io.sightline.alerting.core;

import io.sightline.avro.Subject;
import org.jspecify.annotations.Nullable;

/** The best evidence of its kind in an activity. */
record Sight(String label, Subject subject, float score, String rule, float threshold) {

  static Sight of(Sighting sighting) {
    return new Sight(
        sighting.label(),
        sighting.subject(),
        sighting.score(),
        sighting.verdict().rule(),
        sighting.verdict().minConfidence());
  }

  boolean strong() {
    return score >= threshold;
  }

  /** The better one; what has a name of its own goes before {@link Subject#OTHER}. */
  static @Nullable Sight better(@Nullable Sight one, @Nullable Sight other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    boolean named = one.subject != Subject.OTHER;
    boolean otherNamed = other.subject != Subject.OTHER;
    boolean better = named == otherNamed ? other.score > one.score : otherNamed;
    return better ? other : one;
  }
}
