package io.sightline.export;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Files that are there whole or not at all: written under a hidden name first. */
final class WholeFile {
  static final String HALF = ".half";

  private WholeFile() {}

  /** Where a file is to be written until it is whole. */
  static Path half(Path file) {
    return file.resolveSibling("." + file.getFileName() + HALF);
  }

  /** Puts what was written in the place of the file. */
  static void commit(Path file) throws IOException {
    Path half = half(file);
    try (FileChannel channel = FileChannel.open(half, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  static void replace(Path file, byte[] bytes) throws IOException {
    Files.write(half(file), bytes);
    commit(file);
  }
}
