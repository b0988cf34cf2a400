package io.sightline.ingest.camera;

import io.sightline.ingest.motion.Region;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A picture that is to be examined.
 *
 * @param jpeg null if it could not be made
 * @param width of the JPEG, pixels
 * @param crops parts of the picture at full resolution
 */
record Shot(
    long atMicros,
    byte @Nullable [] jpeg,
    int width,
    int height,
    List<Region> regions,
    List<Cut> crops) {

  /**
   * @param where in fractions of the picture
   */
  record Cut(byte[] jpeg, Region where) {}
}
