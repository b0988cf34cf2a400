package io.sightline.standalone.config;

import static java.util.Objects.requireNonNullElse;

import io.sightline.avro.Rule;
import io.sightline.avro.RuleAction;
import io.sightline.avro.Severity;
import io.sightline.avro.SoundMotion;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A rule of a camera. The first that holds wins.
 *
 * @param action {@code alert} or {@code suppress}
 * @param severity {@code info}, {@code warning} or {@code critical}
 * @param zones in one of which it has to be
 * @param excludedZones in none of which it may be
 * @param loiter how long it has to stay in the zones; without zones, in the picture
 * @param crosses lines, one of which has to be crossed
 * @param minHeight of its box, share of the frame's
 * @param modes of the site in which the rule holds
 * @param cooldown as the camera's, for this rule; absent: the camera's
 * @param channels that are told; absent: all
 * @param motion of a sound: {@code either}, {@code with} or {@code without} motion
 */
public record RuleConfig(
    String id,
    List<String> subjects,
    List<String> labels,
    String action,
    Double minConfidence,
    String severity,
    List<String> zones,
    List<String> excludedZones,
    Duration loiter,
    List<CrossingConfig> crosses,
    Double minHeight,
    Double maxHeight,
    List<HoursConfig> hours,
    List<String> modes,
    @Nullable Duration cooldown,
    List<String> channels,
    String motion) {
  private static final List<String> SUBJECTS =
      List.of("person", "pet", "vehicle", "other", "sound");
  private static final List<String> SOUND = List.of("sound");
  private static final Duration LONGEST = Duration.ofDays(1);
  private static final int MOST = 64;

  public RuleConfig {
    subjects = requireNonNullElse(subjects, List.of());
    labels = requireNonNullElse(labels, List.of());
    minConfidence = requireNonNullElse(minConfidence, 0.5);
    severity = requireNonNullElse(severity, "warning");
    zones = requireNonNullElse(zones, List.of());
    excludedZones = requireNonNullElse(excludedZones, List.of());
    loiter = requireNonNullElse(loiter, Duration.ZERO);
    crosses = requireNonNullElse(crosses, List.of());
    minHeight = requireNonNullElse(minHeight, 0.0);
    maxHeight = requireNonNullElse(maxHeight, 1.0);
    hours = requireNonNullElse(hours, List.of());
    modes = requireNonNullElse(modes, List.of());
    channels = requireNonNullElse(channels, List.of());
    motion = requireNonNullElse(motion, "either");
    Checks checks = new Checks();
    checks.require(id, "id");
    checks.require(action, "action");
    checks.allOf("subjects", subjects, SUBJECTS);
    checks.oneOf("action", action, List.of("alert", "suppress"));
    checks.oneOf("severity", severity, List.of("info", "warning", "critical"));
    checks.oneOf("motion", motion, List.of("either", "with", "without"));
    checks.within("min_confidence", minConfidence, 0, 1);
    checks.within("min_height", minHeight, 0, 1);
    checks.within("max_height", maxHeight, 0, 1);
    if (minHeight > maxHeight) {
      checks.problem("min_height", minHeight, "expected at most max_height, " + maxHeight);
    }
    checks.within("loiter", loiter, Duration.ZERO, LONGEST);
    if (cooldown != null) {
      checks.within("cooldown", cooldown, Duration.ZERO, LONGEST);
    }
    checks.atMost("hours", hours, MOST);
    checks.atMost("crosses", crosses, MOST);
    modes(modes, checks);
    for (String zone : zones) {
      if (excludedZones.contains(zone)) {
        checks.problem("excluded_zones", "'" + zone + "'", "expected none of zones");
      }
    }
    boolean placed = !zones.isEmpty() || !excludedZones.isEmpty() || !crosses.isEmpty();
    boolean sized = !loiter.isZero() || minHeight > 0 || maxHeight < 1;
    if (subjects.equals(SOUND) && (placed || sized)) {
      checks.problem(
          "subjects",
          subjects,
          "expected no zones, lines, sizes or loitering: a sound has no place");
    }
    if (!motion.equals("either") && !subjects.equals(SOUND)) {
      checks.problem("motion", motion, "expected subjects: [sound], for it is about sounds alone");
    }
    checks.done();
  }

  private static void modes(List<String> modes, Checks checks) {
    for (String mode : modes) {
      if (mode.equals("privacy")) {
        checks.problem("modes", "'privacy'", "expected home or away: in privacy nothing is seen");
      } else {
        checks.oneOf("modes", mode, List.of("home", "away"));
      }
    }
  }

  /** Its version is given when it is published. */
  Rule toRecord() {
    return Rule.newBuilder()
        .setRuleId(id)
        .setSubjects(subjects)
        .setLabels(labels)
        .setAction(RuleAction.valueOf(action.toUpperCase(Locale.ROOT)))
        .setMinConfidence(minConfidence.floatValue())
        .setSeverity(Severity.valueOf(severity.toUpperCase(Locale.ROOT)))
        .setZones(zones)
        .setExcludedZones(excludedZones)
        .setLoiterMs(loiter.toMillis())
        .setCrossings(crosses.stream().map(CrossingConfig::toRecord).toList())
        .setMinHeight(minHeight.floatValue())
        .setMaxHeight(maxHeight.floatValue())
        .setHours(hours.stream().map(HoursConfig::toRecord).toList())
        .setModes(modes)
        .setCooldownMs(cooldown == null ? -1 : cooldown.toMillis())
        .setChannels(channels)
        .setMotion(SoundMotion.valueOf(motion.toUpperCase(Locale.ROOT)))
        .build();
  }
}
