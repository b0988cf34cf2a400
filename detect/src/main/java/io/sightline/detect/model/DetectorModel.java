package io.sightline.detect.model;

/** A loaded model. Hands out detectors, one for each thread; outlives them. */
public interface DetectorModel extends AutoCloseable {

  /** For people and records, for example {@code yolox_nano}. */
  String name();

  /** SHA-256 of the model, lower-case hex. */
  String digest();

  /** Most pictures that a detector examines in one run of the model. */
  default int batch() {
    return 1;
  }

  /** False if it is of no use to show it parts of a frame. */
  default boolean takesCrops() {
    return true;
  }

  Detector newDetector();

  @Override
  void close();
}
