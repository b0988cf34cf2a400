package io.sightline.standalone.backfill;

import io.sightline.avro.Camera;
import io.sightline.standalone.config.CameraConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rules that are tried on the cameras' versions as they were, and what rules refer to. */
final class OtherRules {
  private final Map<String, CameraConfig> byId = new HashMap<>();

  /**
   * @param cameras whose rules are tried; the others keep theirs
   */
  OtherRules(List<CameraConfig> cameras) {
    cameras.forEach(camera -> byId.put(camera.id(), camera));
  }

  boolean concern(Camera camera) {
    return byId.containsKey(camera.getCamera());
  }

  /** The same version of the camera with the rules that are tried. */
  Camera on(Camera camera) {
    CameraConfig config = byId.get(camera.getCamera());
    if (config == null) {
      return camera;
    }
    Camera tried =
        config.toRecord(camera.getSite(), camera.getVersion(), camera.getEffectiveFrom());
    return Camera.newBuilder(camera)
        .setRules(tried.getRules())
        .setZones(tried.getZones())
        .setLines(tried.getLines())
        .setTimeZone(tried.getTimeZone())
        .setCooldownMs(tried.getCooldownMs())
        .build();
  }
}
