package io.sightline.clipstore;

import io.sightline.clipstore.ClipStore.Space;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The steps that make a file whole or absent, whatever happens in between. */
final class DurableFiles {
  private static final int ATTEMPTS = 100;

  private DurableFiles() {}

  /** Waits until the file's bytes are on the disk. */
  static void syncFile(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /** Waits until the names in the folder are on the disk. */
  static void syncFolder(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** As {@link #syncFolder}; a folder that another thread has deleted needs none. */
  static void syncFolderIfThere(Path folder) throws IOException {
    try {
      syncFolder(folder);
    } catch (NoSuchFileException e) {
      // Whoever deleted it syncs above it.
    }
  }

  /** Makes a folder, and syncs the ones that got a new name. */
  static void createFolders(Path folder) throws IOException {
    Deque<Path> missing = new ArrayDeque<>();
    for (Path at = folder; at != null && !Files.isDirectory(at); at = at.getParent()) {
      missing.push(at);
    }
    for (Path path : missing) {
      Files.createDirectories(path);
      Path parent = path.getParent();
      if (parent != null) {
        syncFolder(parent);
      }
    }
  }

  /**
   * Moves a file into a folder that a deletion in another thread may take away meanwhile.
   *
   * @param durable whether new folders are synced
   */
  static void moveInto(Path from, Path to, boolean durable) throws IOException {
    Path folder = requireParent(to);
    for (int attempt = 1; ; attempt++) {
      try {
        if (durable) {
          createFolders(folder);
        } else {
          Files.createDirectories(folder);
        }
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return;
      } catch (NoSuchFileException | FileAlreadyExistsException e) {
        // The second is what making a folder says that vanishes right after it was found there.
        if (attempt == ATTEMPTS || !Files.exists(from)) {
          throw e;
        }
      }
    }
  }

  static Path requireParent(Path path) {
    Path parent = path.getParent();
    if (parent == null) {
      throw new IllegalArgumentException(path + ": expected a path in a folder");
    }
    return parent;
  }

  /** A failed write told as what it is: full, not writable, or as it came. */
  static IOException explained(IOException failure, Path path, long neededBytes) {
    String message = String.valueOf(failure.getMessage());
    if (message.contains("No space left") || message.contains("quota exceeded")) {
      return new StoreFullException(path.toString(), neededBytes, free(path), failure);
    }
    if (failure instanceof AccessDeniedException || message.contains("Read-only file system")) {
      return new StoreNotWritableException(path.toString(), failure);
    }
    return failure;
  }

  /** Bytes free where the path is or would be; -1 unknown. */
  static long free(Path path) {
    return space(path).freeBytes();
  }

  /** Of the file system where the path is or would be. */
  static Space space(Path path) {
    @Nullable Path existing = path;
    while (existing != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    try {
      FileStore store = existing == null ? null : Files.getFileStore(existing);
      return store == null
          ? Space.UNKNOWN
          : new Space(store.getUsableSpace(), store.getTotalSpace());
    } catch (IOException e) {
      return Space.UNKNOWN;
    }
  }
}
