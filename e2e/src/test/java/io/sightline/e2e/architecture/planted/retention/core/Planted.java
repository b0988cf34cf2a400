package io.sightline.e2e.architecture.planted.retention.core;

/** Breaks rules on purpose, so that they are seen to fail. */
public class Planted {
  Thread sweeper = new Thread(() -> {});
}
