package io.sightline.detect;

import io.sightline.detect.model.Sighting;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a picture of a frame.
 *
 * @param sightings by all models; empty if it failed
 * @param failure why it could not be examined; null: it was
 */
record Examined(List<Sighting> sightings, @Nullable Exception failure) {
  static Examined failed(Exception failure) {
    return new Examined(List.of(), failure);
  }
}
