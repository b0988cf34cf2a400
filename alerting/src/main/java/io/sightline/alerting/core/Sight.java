package io.sightline.alerting.core;

import io.sightline.alerting.core.rules.Verdict;
import io.sightline.avro.Subject;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The best evidence of its kind in an activity.
 *
 * @param ruleVersion see {@code Rule.version}
 * @param zones in which that subject was
 * @param mode of the site at that moment
 * @param shot the picture of it, if it was seen and the picture is in the store
 */
record Sight(
    String label,
    Subject subject,
    float score,
    String rule,
    int ruleVersion,
    float threshold,
    List<String> zones,
    String mode,
    @Nullable Shot shot) {

  Sight {
    zones = zones == null ? List.of() : List.copyOf(zones);
    mode = mode == null ? "" : mode;
  }

  static Sight of(Sighting sighting, Frame frame) {
    Verdict verdict = sighting.verdict();
    return new Sight(
        sighting.label(),
        sighting.subject(),
        sighting.score(),
        verdict.rule(),
        verdict.version(),
        verdict.minConfidence(),
        sighting.stand().presence().zones(),
        frame.mode(),
        Shot.of(Hit.of(sighting, frame)));
  }

  static Sight heard(String label, float score, Verdict verdict, String mode) {
    return new Sight(
        label,
        Subject.SOUND,
        score,
        verdict.rule(),
        verdict.version(),
        verdict.minConfidence(),
        List.of(),
        mode,
        null);
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
    return better ? other.alsoIn(one) : one.alsoIn(other);
  }

  private Sight alsoIn(Sight other) {
    if (other.subject != subject || zones.containsAll(other.zones)) {
      return this;
    }
    List<String> all =
        Stream.concat(zones.stream(), other.zones.stream()).distinct().sorted().toList();
    return new Sight(label, subject, score, rule, ruleVersion, threshold, all, mode, shot);
  }
}
