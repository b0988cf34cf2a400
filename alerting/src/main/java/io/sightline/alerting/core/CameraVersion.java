package io.sightline.alerting.core;

import io.sightline.alerting.core.rules.Rulebook;
import io.sightline.avro.Camera;
import io.sightline.schemas.GeneratedClasses;
import org.jspecify.annotations.Nullable;

/**
 * The configuration in force, and where it is recorded. To be kept: its rules are made ready once.
 */
public final class CameraVersion {
  static {
    GeneratedClasses.trust();
  }

  private final Camera camera;
  private final String topic;
  private final int partition;
  private final long offset;
  private @Nullable Rulebook rulebook;

  /**
   * @param topic empty if it is recorded nowhere
   * @param offset -1 if it is recorded nowhere
   */
  public CameraVersion(Camera camera, String topic, int partition, long offset) {
    this.camera = camera;
    this.topic = topic;
    this.partition = partition;
    this.offset = offset;
  }

  /** The defaults, for a camera version that is not on record. */
  public static CameraVersion unknown(String camera, int version) {
    Camera defaults = Camera.newBuilder().setCamera(camera).setVersion(version).build();
    CameraVersion made = new CameraVersion(defaults, "", -1, -1);
    made.rulebook = Rulebook.DEFAULT;
    return made;
  }

  public Camera camera() {
    return camera;
  }

  public String topic() {
    return topic;
  }

  public int partition() {
    return partition;
  }

  public long offset() {
    return offset;
  }

  Rulebook rulebook() {
    Rulebook made = rulebook;
    if (made == null) {
      made = Rulebook.of(camera);
      rulebook = made;
    }
    return made;
  }
}
