package io.sightline.clipstore;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Takes away folders that hold nothing, while other threads may fill or delete them. */
final class EmptyFolders {
  private EmptyFolders() {}

  /** Those within the folder, itself, and those above it up to the root. */
  static void delete(Path folder, Path root) throws IOException {
    within(folder);
    Path up = folder.getParent();
    while (up != null && !up.equals(root) && deleteIfEmpty(up)) {
      up = up.getParent();
    }
  }

  private static void within(Path folder) throws IOException {
    try (DirectoryStream<Path> children =
        Files.newDirectoryStream(folder, child -> Files.isDirectory(child))) {
      for (Path child : children) {
        within(child);
      }
    } catch (NoSuchFileException e) {
      return; // It is gone, as it should be.
    }
    deleteIfEmpty(folder);
  }

  private static boolean deleteIfEmpty(Path folder) throws IOException {
    try {
      Files.deleteIfExists(folder);
      return true;
    } catch (DirectoryNotEmptyException e) {
      return false;
    }
  }
}
