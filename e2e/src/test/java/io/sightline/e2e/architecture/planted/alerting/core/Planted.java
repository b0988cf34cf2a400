package io.sightline.e2e.architecture.planted.alerting.core;

import java.time.Instant;

/** Breaks rules on purpose, so that they are seen to fail. */
public class Planted {
  Instant now = Instant.now();
}
