package io.sightline.standalone.cameras;

import io.sightline.avro.Camera;
import io.sightline.avro.Crossing;
import io.sightline.avro.Line;
import io.sightline.avro.Rule;
import io.sightline.avro.Zone;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * In which version of the camera each rule took its present form. A rule has changed, too, when a
 * zone or line that it names was drawn anew, or when its hours are read in another time zone.
 */
final class RuleVersions {
  private RuleVersions() {}

  /** What a rule means. */
  private record Form(Rule rule, List<Zone> zones, List<Line> lines, String timeZone) {
    static Form of(Rule rule, Camera camera) {
      List<String> named = new ArrayList<>(rule.getZones());
      named.addAll(rule.getExcludedZones());
      List<String> crossed = rule.getCrossings().stream().map(Crossing::getLineId).toList();
      return new Form(
          Rule.newBuilder(rule).setVersion(0).build(),
          camera.getZones().stream().filter(zone -> named.contains(zone.getZoneId())).toList(),
          camera.getLines().stream().filter(line -> crossed.contains(line.getLineId())).toList(),
          rule.getHours().isEmpty() ? "" : camera.getTimeZone());
    }
  }

  /** The same camera, its rules with their versions. */
  static Camera given(@Nullable Camera before, Camera next) {
    Map<String, Rule> known = new HashMap<>();
    if (before != null) {
      before.getRules().forEach(rule -> known.putIfAbsent(rule.getRuleId(), rule));
    }
    List<Rule> rules = new ArrayList<>();
    for (Rule rule : next.getRules()) {
      int version = version(rule, known.get(rule.getRuleId()), before, next);
      rules.add(Rule.newBuilder(rule).setVersion(version).build());
    }
    return Camera.newBuilder(next).setRules(rules).build();
  }

  private static int version(Rule rule, @Nullable Rule old, @Nullable Camera before, Camera next) {
    return old != null && before != null && Form.of(old, before).equals(Form.of(rule, next))
        ? old.getVersion()
        : next.getVersion();
  }
}
