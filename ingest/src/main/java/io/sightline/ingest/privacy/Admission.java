package io.sightline.ingest.privacy;

import io.sightline.avro.CameraState;

/**
 * Whether the cameras of a site may be open.
 *
 * @param state of a camera that is not: PRIVACY, OFFLINE, or UNKNOWN while it will be known soon
 * @param cause why not, for people; else empty
 * @param mode {@code home} or {@code away}; empty if neither is known to hold
 */
public record Admission(boolean open, CameraState state, String cause, String mode) {
  /** Nobody has set a mode. */
  public static final Admission OPEN = new Admission(true, CameraState.UNKNOWN, "", "");

  /** Before anything is known: no camera is opened on a guess. */
  public static final Admission NOT_YET =
      new Admission(false, CameraState.UNKNOWN, "the mode of the site has not been read yet", "");

  static Admission open(String mode) {
    return new Admission(true, CameraState.UNKNOWN, "", mode);
  }

  static Admission privacy(String cause) {
    return new Admission(false, CameraState.PRIVACY, cause, "");
  }

  /** Whether there is privacy is not known: then there is. */
  static Admission unknown(String cause) {
    return new Admission(false, CameraState.OFFLINE, cause, "");
  }
}
