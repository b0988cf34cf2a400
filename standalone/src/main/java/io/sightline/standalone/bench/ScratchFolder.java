package io.sightline.standalone.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A folder of one run, deleted in the end with all that is in it. */
final class ScratchFolder implements AutoCloseable {
  private final Path path;

  /**
   * @param in made where it is not there
   */
  ScratchFolder(Path in) throws IOException {
    Files.createDirectories(in);
    this.path = Files.createTempDirectory(in, "run-");
  }

  Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> all = Files.walk(path)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }
}
