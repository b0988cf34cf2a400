package io.sightline.e2e.architecture.planted.retention;

/** Breaks rules on purpose, so that they are seen to fail. */
public class RetentionPolicy {
  Thread sweeper = new Thread(() -> {});
}
