package io.sightline.e2e.architecture.planted.ingest.motion;

import java.nio.file.Path;

/** Breaks rules on purpose, so that they are seen to fail. */
public class Planted {
  boolean there = Path.of("frame.jpg").toFile().exists();
}
