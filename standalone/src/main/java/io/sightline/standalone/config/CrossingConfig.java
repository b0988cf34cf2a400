package io.sightline.standalone.config;

import static java.util.Objects.requireNonNullElse;

import io.sightline.avro.Crossing;
import io.sightline.avro.CrossingDirection;
import java.util.List;
import java.util.Locale;

/**
 * A line that has to be crossed.
 *
 * @param direction {@code either}, {@code left-to-right} or {@code right-to-left}
 */
public record CrossingConfig(String line, String direction) {
  public CrossingConfig {
    direction = requireNonNullElse(direction, "either");
    Checks checks = new Checks();
    checks.require(line, "line");
    checks.oneOf("direction", direction, List.of("either", "left-to-right", "right-to-left"));
    checks.done();
  }

  Crossing toRecord() {
    return new Crossing(
        line, CrossingDirection.valueOf(direction.replace('-', '_').toUpperCase(Locale.ROOT)));
  }
}
