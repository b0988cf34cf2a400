package io.sightline.alerting.core;

import io.sightline.avro.Detections;
import org.jspecify.annotations.Nullable;

/**
 * Where a picture belongs.
 *
 * @param at capture time, microseconds since 1970
 * @param mode of the site
 */
record Frame(
    long at, @Nullable String key, @Nullable String clip, @Nullable String activity, String mode) {

  static Frame of(Detections record) {
    return new Frame(
        Micros.of(record.getCapturedAt()),
        record.getKey(),
        record.getClipId(),
        record.getActivityId(),
        record.getMode());
  }
}
