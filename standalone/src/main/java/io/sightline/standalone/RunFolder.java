package io.sightline.standalone;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of a run that begins from nothing, held against other processes until closed. Only a
 * folder that was made for runs is ever emptied.
 */
public final class RunFolder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RunFolder.class);
  private static final String LOCK = "run.lock";

  private final Path path;
  private final FileLock lock;

  private RunFolder(Path path, FileLock lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Makes the folder that somebody named, or removes all that an earlier run left in it.
   *
   * @throws IllegalArgumentException it holds something else
   * @throws IOException it cannot be written, or another run is in it
   */
  public static RunFolder emptied(Path folder) throws IOException {
    requireOurs(folder);
    return held(folder, false);
  }

  /**
   * The same for a folder with a name of our own making; waits while another run is in it.
   *
   * @throws IOException it cannot be written
   */
  public static RunFolder awaited(Path folder) throws IOException {
    return held(folder, true);
  }

  private static RunFolder held(Path folder, boolean wait) throws IOException {
    try {
      Files.createDirectories(folder);
      FileLock lock = lock(folder, wait);
      Files.walkFileTree(folder, new Deletion(folder));
      return new RunFolder(folder, lock);
    } catch (InUseException e) {
      throw e;
    } catch (IOException e) {
      throw new IOException(
          "data folder '"
              + folder
              + "' cannot be written: "
              + e
              + "; expected a folder to write in",
          e);
    }
  }

  public Path path() {
    return path;
  }

  private static void requireOurs(Path folder) throws IOException {
    if (!Files.isDirectory(folder) || Files.exists(folder.resolve(LOCK))) {
      return;
    }
    try (Stream<Path> inside = Files.list(folder)) {
      if (inside.findAny().isPresent()) {
        throw new IllegalArgumentException(
            "data folder '"
                + folder
                + "' holds other files, and would be emptied: expected a new folder, an empty one,"
                + " or that of an earlier run");
      }
    }
  }

  private static FileLock lock(Path folder, boolean wait) throws IOException {
    FileChannel channel = FileChannel.open(folder.resolve(LOCK), CREATE, WRITE);
    FileLock lock = tryLock(channel);
    if (lock == null && wait) {
      LOG.info("data folder '{}': waiting for another run of the same to end", folder);
      lock = channel.lock();
    }
    if (lock == null) {
      channel.close();
      throw new InUseException(
          "data folder '" + folder + "': another run is in it; expected that one to have ended");
    }
    return lock;
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // This very process has it.
    }
  }

  @Override
  public void close() throws IOException {
    lock.acquiredBy().close();
  }

  private static final class InUseException extends IOException {
    private static final long serialVersionUID = 1;

    InUseException(String message) {
      super(message);
    }
  }

  /** All but the folder itself and its lock. */
  private static final class Deletion extends SimpleFileVisitor<Path> {
    private final Path root;

    Deletion(Path root) {
      this.root = root;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (!file.equals(root.resolve(LOCK))) {
        Files.delete(file);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
        throws IOException {
      if (failure != null) {
        throw failure;
      }
      if (!folder.equals(root)) {
        Files.delete(folder);
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
