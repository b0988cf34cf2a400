package io.sightline.standalone.cameras;

import io.sightline.avro.Camera;
import io.sightline.avro.Line;
import io.sightline.avro.Rule;
import io.sightline.avro.Zone;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A new version of a camera.
 *
 * @param before the version before; null for a new camera
 */
public record CameraChange(@Nullable Camera before, Camera now) {

  /** For people: the camera on the first line, then each rule, zone and line that is different. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(now.getCamera() + ": " + what() + ", version " + now.getVersion());
    Camera old = before;
    if (old == null || !old.getPresent() || !now.getPresent()) {
      return lines;
    }
    differences("rule", old.getRules(), now.getRules(), Rule::getRuleId, lines);
    if (!names(old).equals(names(now))) {
      lines.add("  rules: now in the order " + String.join(", ", names(now)));
    }
    differences("zone", old.getZones(), now.getZones(), Zone::getZoneId, lines);
    differences("line", old.getLines(), now.getLines(), Line::getLineId, lines);
    if (!old.getTimeZone().equals(now.getTimeZone())) {
      lines.add("  time zone: " + now.getTimeZone() + ", was " + old.getTimeZone());
    }
    return lines;
  }

  private String what() {
    if (!now.getPresent()) {
      return "withdrawn";
    }
    return now.getVersion() == 1 ? "new" : "changed";
  }

  private static List<String> names(Camera camera) {
    return camera.getRules().stream().map(Rule::getRuleId).toList();
  }

  private static <T> void differences(
      String what, List<T> before, List<T> now, Function<T, String> id, List<String> lines) {
    Map<String, T> gone = new LinkedHashMap<>();
    before.forEach(each -> gone.put(id.apply(each), each));
    for (T each : now) {
      T old = gone.remove(id.apply(each));
      if (!Objects.equals(old, each)) {
        lines.add("  " + what + " " + id.apply(each) + ": " + (old == null ? "new" : "changed"));
      }
    }
    gone.keySet().forEach(each -> lines.add("  " + what + " " + each + ": gone"));
  }
}
