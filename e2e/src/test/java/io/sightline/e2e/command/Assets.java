package io.sightline.e2e.command;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Real models and footage, which are no part of the checkout. */
public final class Assets {
  private Assets() {}

  /** A file of the assets, absolute; skips the test where it is not there. */
  public static Path file(String name) {
    Path file = Path.of(System.getProperty("sightline.assets", "../../shared")).resolve(name);
    assumeTrue(Files.exists(file), () -> "skipped: no " + file + " (see sightline.assets)");
    return file.toAbsolutePath().normalize();
  }
}
