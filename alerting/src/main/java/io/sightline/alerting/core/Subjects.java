package io.sightline.alerting.core;

import io.sightline.avro.Subject;
import java.util.Locale;
import java.util.Set;

/**
 * What a label of a model is about. Labels are COCO's; any other label is {@link Subject#OTHER}.
 */
final class Subjects {
  private static final Set<String> PETS = Set.of("cat", "dog", "bird");
  private static final Set<String> VEHICLES =
      Set.of(
          "bicycle",
          "car",
          "motorcycle",
          "motorbike",
          "airplane",
          "aeroplane",
          "bus",
          "train",
          "truck",
          "boat");

  private Subjects() {}

  static Subject of(String label) {
    String name = label.strip().toLowerCase(Locale.ROOT);
    if (name.equals("person")) {
      return Subject.PERSON;
    }
    if (PETS.contains(name)) {
      return Subject.PET;
    }
    return VEHICLES.contains(name) ? Subject.VEHICLE : Subject.OTHER;
  }

  /** The name used in rules and evidence: lower case. */
  static String name(Subject subject) {
    return subject.name().toLowerCase(Locale.ROOT);
  }
}
