package io.sightline.alerting.core;

import io.sightline.avro.Subject;
import java.util.Locale;
import java.util.Set;

/** What a detector may take for each other from one frame to the next. */
enum Kin {
  ANIMATE,
  VEHICLE,
  OTHER;

  private static final Set<String> BEASTS =
      Set.of("horse", "sheep", "cow", "elephant", "bear", "zebra", "giraffe");

  static Kin of(Subject subject, String label) {
    return switch (subject) {
      case PERSON, PET -> ANIMATE;
      case VEHICLE -> VEHICLE;
      default -> BEASTS.contains(label.toLowerCase(Locale.ROOT)) ? ANIMATE : OTHER;
    };
  }
}
