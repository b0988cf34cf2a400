package io.sightline.alerting.core.rules;

import io.sightline.avro.Zone;

/** A zone of the picture. */
record Area(String id, Polygon polygon) {
  static Area of(Zone zone) {
    return new Area(zone.getZoneId(), Polygon.of(zone.getPoints()));
  }
}
