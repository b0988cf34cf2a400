package io.sightline.console.api;

import io.sightline.avro.Camera;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Times as the clock on the wall beside the camera shows them. */
record LocalTimes(ZoneId zone) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  static LocalTimes of(@Nullable Camera camera) {
    try {
      return new LocalTimes(ZoneId.of(camera == null ? "UTC" : camera.getTimeZone()));
    } catch (DateTimeException e) {
      return new LocalTimes(ZoneId.of("UTC"));
    }
  }

  String at(Instant time) {
    return TIME.format(time.atZone(zone));
  }

  String span(Instant start, Instant end) {
    return at(start) + ", for " + Words.span(start, end) + " (" + zone.getId() + ")";
  }
}
