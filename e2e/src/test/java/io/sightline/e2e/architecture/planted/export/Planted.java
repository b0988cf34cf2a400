package io.sightline.e2e.architecture.planted.export;

/** Breaks rules on purpose, so that they are seen to fail. */
public class Planted {
  io.sightline.e2e.architecture.planted.clipstore.Planted other =
      new io.sightline.e2e.architecture.planted.clipstore.Planted();
}
