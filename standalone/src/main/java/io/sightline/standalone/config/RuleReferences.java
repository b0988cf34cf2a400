package io.sightline.standalone.config;

import io.sightline.runtime.Suggestion;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether what the rules of a camera name is there. */
final class RuleReferences {
  private RuleReferences() {}

  static void zonesAndLines(
      List<RuleConfig> rules, List<ZoneConfig> zones, List<LineConfig> lines, Checks checks) {
    List<String> areas = zones.stream().map(ZoneConfig::id).toList();
    List<String> wires = lines.stream().map(LineConfig::id).toList();
    checks.distinct("rules", rules.stream().map(RuleConfig::id).toList());
    checks.distinct("zones", areas);
    checks.distinct("lines", wires);
    for (RuleConfig rule : rules) {
      named(rule, "zones", rule.zones(), "zone of this camera", areas, checks);
      named(rule, "excluded_zones", rule.excludedZones(), "zone of this camera", areas, checks);
      List<String> crossed = rule.crosses().stream().map(CrossingConfig::line).toList();
      named(rule, "crosses", crossed, "line of this camera", wires, checks);
    }
  }

  /** Hours without a zone would be read as UTC, and nobody would know. */
  static void timeZone(@Nullable String zone, List<RuleConfig> rules, Checks checks) {
    boolean hours = rules.stream().anyMatch(rule -> !rule.hours().isEmpty());
    if (zone == null && hours) {
      checks.problem(
          "time_zone", "missing", "expected one as Europe/Berlin, or UTC, since rules have hours");
    } else if (zone != null && !known(zone)) {
      checks.problem(
          "time_zone",
          "'" + zone + "'",
          "expected a name of the IANA's list as Europe/Berlin"
              + Suggestion.nearest(zone, ZoneId.getAvailableZoneIds())
                  .map(near -> "; did you mean '" + near + "'?")
                  .orElse(""));
    }
  }

  private static boolean known(String zone) {
    return ZoneId.getAvailableZoneIds().contains(zone);
  }

  static void channels(CameraConfig camera, Collection<String> known, Checks checks) {
    for (RuleConfig rule : camera.rules()) {
      for (String channel : rule.channels()) {
        if (!known.contains(channel)) {
          checks.problem(
              "camera " + camera.id() + ": rule " + rule.id() + ": channels",
              "'" + channel + "'",
              Suggestion.expected(channel, known));
        }
      }
    }
  }

  private static void named(
      RuleConfig rule,
      String key,
      List<String> names,
      String what,
      List<String> known,
      Checks checks) {
    for (String name : names) {
      if (!known.contains(name)) {
        checks.problem(
            "rule " + rule.id() + ": " + key,
            "no " + what + " is called '" + name + "'",
            Suggestion.expected(name, known));
      }
    }
  }
}
