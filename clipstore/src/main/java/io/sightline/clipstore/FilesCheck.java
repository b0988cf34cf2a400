package io.sightline.clipstore;

import io.sightline.clipstore.ClipStore.StoredObject;
import io.sightline.clipstore.ClipStore.Violation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Compares a folder with what {@link ClipLayout} promises. */
final class FilesCheck {
  private final Path root;
  private final Instant openedAt;
  private final List<Violation> violations = new ArrayList<>();

  FilesCheck(Path root, Instant openedAt) {
    this.root = root;
    this.openedAt = openedAt;
  }

  /** In order of their keys; none where no folder is yet, since nothing was ever stored in it. */
  List<Violation> run() throws IOException {
    if (Files.notExists(root)) {
      return List.of();
    }
    try (Stream<Path> walk = Files.walk(root)) {
      for (Path path :
          (Iterable<Path>) walk.sorted(Comparator.comparing(Path::toString))::iterator) {
        check(path);
      }
    }
    return List.copyOf(violations);
  }

  private void check(Path path) throws IOException {
    String key = root.relativize(path).toString();
    try {
      if (key.isEmpty() || key.equals(FilesClipStore.STAGED)) {
        return;
      }
      if (path.startsWith(root.resolve(FilesClipStore.STAGED))) {
        checkStaged(path, key);
      } else if (Files.isDirectory(path)) {
        checkFolder(path, key);
      } else {
        checkObject(path, key);
      }
    } catch (NoSuchFileException e) {
      // Gone while we looked: another thread has deleted it, and nothing is wrong.
      return;
    }
  }

  private void checkStaged(Path path, String key) throws IOException {
    if (Files.getLastModifiedTime(path).toInstant().isBefore(openedAt)) {
      violations.add(new Violation(key, LayoutCheck.LEFT_STAGED));
    }
  }

  private void checkFolder(Path path, String key) throws IOException {
    try (Stream<Path> children = Files.list(path)) {
      if (children.findAny().isEmpty()) {
        violations.add(new Violation(key + "/", "empty folder"));
      }
    }
  }

  private void checkObject(Path path, String key) throws IOException {
    LayoutCheck.violation(new StoredObject(key, Files.size(path))).ifPresent(violations::add);
  }
}
