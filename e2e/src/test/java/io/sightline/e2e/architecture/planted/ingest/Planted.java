package io.sightline.e2e.architecture.planted.ingest;

/** Breaks rules on purpose, so that they are seen to fail. */
public class Planted {
  io.sightline.e2e.architecture.planted.detect.Planted other =
      new io.sightline.e2e.architecture.planted.detect.Planted();

  static class Camera extends io.sightline.e2e.architecture.planted.runtime.Planted {
    static final String KIND = "application framework";
  }
}
