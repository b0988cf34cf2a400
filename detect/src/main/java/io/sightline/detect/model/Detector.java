package io.sightline.detect.model;

import java.util.ArrayList;
import java.util.List;

/** Finds objects in pictures. Used by one thread at a time; holds native memory until closed. */
public interface Detector extends AutoCloseable {

  /**
   * @param jpeg the picture's bytes
   * @param regions where the picture differs from the scene, fractions of the frame; a detector may
   *     look there alone. Empty: anywhere
   * @return best first, each with a score of 0..1
   */
  List<Found> detect(byte[] jpeg, List<Rect> regions) throws DetectionException;

  /** The same for several pictures, in order; those that cannot be examined spoil no other. */
  default List<Seen> detectAll(List<Look> looks) {
    List<Seen> seen = new ArrayList<>();
    for (Look look : looks) {
      try {
        seen.add(Seen.of(detect(look.jpeg(), look.regions())));
      } catch (DetectionException | RuntimeException e) {
        seen.add(Seen.failed(e));
      }
    }
    return seen;
  }

  @Override
  void close();
}
