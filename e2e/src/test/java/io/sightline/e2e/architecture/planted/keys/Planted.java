package io.sightline.e2e.architecture.planted.keys;

import com.google.crypto.tink.Aead;

/** Breaks rules on purpose, so that they are seen to fail. */
public class Planted {
  io.sightline.e2e.architecture.planted.ingest.Planted other =
      new io.sightline.e2e.architecture.planted.ingest.Planted();

  static class TouchesTink {
    Class<?> type = Aead.class;
  }
}
