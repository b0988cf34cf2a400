package io.sightline.e2e.architecture.planted.ingest.sound;

import java.time.Instant;

/** Breaks rules on purpose, so that they are seen to fail. */
public class Planted {
  Thread listening = new Thread(() -> System.out.println(Instant.EPOCH));
}
