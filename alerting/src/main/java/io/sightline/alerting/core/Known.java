package io.sightline.alerting.core;

import io.sightline.avro.Subject;

/**
 * An object that belongs to the scene.
 *
 * @param since capture time since which it is there, microseconds
 * @param lastSeen capture time, microseconds
 */
record Known(Rect place, Kin kin, String label, Subject subject, long since, long lastSeen) {
  private static final float NEW_PLACE_SHARE = 0.1f;

  static Known of(Track track) {
    Ballot best = track.votes().best();
    return new Known(
        track.box(),
        track.kin(),
        best.label(),
        best.subject(),
        track.stay().since(),
        track.lastSeen());
  }

  /** Its place follows slowly, since boxes are never quite the same. */
  Known seen(Rect box, long at) {
    return new Known(
        place.towards(box, NEW_PLACE_SHARE), kin, label, subject, since, Math.max(at, lastSeen));
  }
}
