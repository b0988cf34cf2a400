package io.sightline.standalone.cameras;

import io.sightline.avro.Camera;
import io.sightline.standalone.config.CameraConfig;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which versions to publish so that the topic says what the configuration file says. */
final class CameraVersions {
  private CameraVersions() {}

  /**
   * @param published all versions on the topic, in any order
   * @param now stamped as effective from
   * @return new versions: cameras that are new or changed, and withdrawals of those no longer named
   */
  static List<CameraChange> toPublish(
      Collection<Camera> published, List<CameraConfig> wanted, String site, Instant now) {
    Map<String, Camera> last = new HashMap<>();
    for (Camera camera : published) {
      last.merge(camera.getCamera(), camera, (a, b) -> a.getVersion() >= b.getVersion() ? a : b);
    }
    List<CameraChange> changes = new ArrayList<>();
    for (CameraConfig config : wanted) {
      Camera before = last.remove(config.id());
      int version = before == null ? 1 : before.getVersion() + 1;
      Camera next = RuleVersions.given(before, config.toRecord(site, version, now));
      if (before == null || !sameContent(before, next)) {
        changes.add(new CameraChange(before, next));
      }
    }
    last.values().stream()
        .filter(camera -> camera.getPresent() && camera.getSite().equals(site))
        .map(camera -> new CameraChange(camera, withdrawn(camera, now)))
        .forEach(changes::add);
    return changes;
  }

  private static boolean sameContent(Camera before, Camera next) {
    return Camera.newBuilder(next)
        .setVersion(before.getVersion())
        .setEffectiveFrom(before.getEffectiveFrom())
        .build()
        .equals(before);
  }

  private static Camera withdrawn(Camera camera, Instant now) {
    return Camera.newBuilder(camera)
        .setVersion(camera.getVersion() + 1)
        .setEffectiveFrom(now)
        .setPresent(false)
        .build();
  }
}
