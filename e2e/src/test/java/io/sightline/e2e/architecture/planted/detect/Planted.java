package io.sightline.e2e.architecture.planted.detect;

import java.time.Instant;
import java.util.function.Supplier;

/** Breaks rules on purpose, so that they are seen to fail. */
public class Planted {
  static class UsesIngest {
    io.sightline.e2e.architecture.planted.ingest.Planted other =
        new io.sightline.e2e.architecture.planted.ingest.Planted();
  }

  static class ReadsTimeOfDay {
    long now = System.currentTimeMillis();
  }

  static class PassesTimeOfDay {
    Supplier<Instant> now = Instant::now;
  }

  static class EndsTheProcess {
    void fail() {
      System.exit(1);
    }
  }

  static class ImageUtils {
    static final String SAYS = "nothing";
  }
}
