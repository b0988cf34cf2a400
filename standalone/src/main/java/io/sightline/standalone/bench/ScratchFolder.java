package io.sightline.standalone.bench;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

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

  /** One after the other: there may be millions. */
  @Override
  public void close() throws IOException {
    Files.walkFileTree(
        path,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e)
              throws IOException {
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
