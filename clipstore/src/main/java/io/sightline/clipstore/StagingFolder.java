package io.sightline.clipstore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Files being written, each named after its key with {@code +} for the slashes, until whole. */
final class StagingFolder {
  private final Path folder;

  StagingFolder(Path folder) {
    this.folder = folder;
  }

  Path folder() {
    return folder;
  }

  /**
   * Makes the folder if need be, and writes to it to see that it can be; the file system's time.
   */
  Instant probed() throws IOException {
    try {
      DurableFiles.createFolders(folder);
      Path probe = Files.createTempFile(folder, "probe", "");
      Instant now = Files.getLastModifiedTime(probe).toInstant();
      Files.delete(probe);
      return now;
    } catch (IOException e) {
      throw new StoreNotWritableException(folder.toString(), e);
    }
  }

  /** An empty file; what was left there is gone. */
  Path create(String key) throws IOException {
    Path file = file(key);
    try {
      Files.deleteIfExists(file);
      return Files.createFile(file);
    } catch (IOException e) {
      throw DurableFiles.explained(e, file, 0);
    }
  }

  Optional<Path> left(String key) {
    Path file = file(key);
    return Files.exists(file) ? Optional.of(file) : Optional.empty();
  }

  void discard(String key) throws IOException {
    Files.deleteIfExists(file(key));
  }

  /** Sorted keys of files below the prefix. */
  List<String> keys(String prefix) throws IOException {
    String begin = Keys.requirePrefix(prefix).replace('/', '+');
    return names().stream().filter(name -> name.startsWith(begin)).map(this::key).toList();
  }

  /** Keys of the files that nobody has written to since the time. */
  List<String> untouchedSince(Instant time) throws IOException {
    List<String> old = new ArrayList<>();
    for (String name : names()) {
      try {
        if (Files.getLastModifiedTime(folder.resolve(name)).toInstant().isBefore(time)) {
          old.add(name);
        }
      } catch (NoSuchFileException e) {
        continue; // Committed or discarded while we looked.
      }
    }
    return old;
  }

  private List<String> names() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> !Files.isDirectory(file))
          .map(file -> file.getFileName().toString())
          .sorted()
          .toList();
    }
  }

  private Path file(String key) {
    return folder.resolve(Keys.requireKey(key).replace('/', '+'));
  }

  private String key(String name) {
    return name.replace('+', '/');
  }
}
