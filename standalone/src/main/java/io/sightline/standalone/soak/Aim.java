package io.sightline.standalone.soak;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Waits for the moment at which a kill hurts most, by looking at the process from outside. */
final class Aim {
  /** What a kill is meant to fall into. */
  enum Target {
    RANDOM,
    TRANSACTION,
    STORE_WRITE,
    DELETE;

    /** For people. */
    String title() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  private static final int MOST_KEPT_FRAMES = 5;

  private final Path store;
  private final OpenTransactions transactions;
  private final Map<Path, Integer> mostFrames = new HashMap<>();

  /**
   * @param store root of the files clip store
   * @param transactions those of the broker
   */
  Aim(Path store, OpenTransactions transactions) {
    this.store = store;
    this.transactions = transactions;
  }

  /** Returns true as soon as the target is seen, false after the given time. */
  boolean await(Target target, Duration atMost) throws IOException {
    long end = System.nanoTime() + atMost.toNanos();
    while (System.nanoTime() < end) {
      if (seen(target)) {
        return true;
      }
      Thread.onSpinWait();
    }
    return false;
  }

  private boolean seen(Target target) throws IOException {
    return switch (target) {
      case RANDOM -> false;
      case TRANSACTION -> transactions.any();
      case STORE_WRITE -> storeWriteUnderWay();
      case DELETE -> deleteUnderWay();
    };
  }

  /** Whether a staged file is there. */
  boolean storeWriteUnderWay() throws IOException {
    return count(store.resolve(".staged")) > 0;
  }

  /** Whether some clip has fewer frames than it had, and still more than an alert would keep. */
  boolean deleteUnderWay() throws IOException {
    boolean underWay = false;
    for (Path frames : frameFolders()) {
      int now = count(frames);
      int most = mostFrames.merge(frames, now, Math::max);
      underWay |= now > MOST_KEPT_FRAMES && now < most;
    }
    return underWay;
  }

  private List<Path> frameFolders() throws IOException {
    List<Path> folders = new ArrayList<>();
    for (Path camera : children(store)) {
      for (Path day : children(camera)) {
        for (Path clip : children(day)) {
          folders.add(clip.resolve("frames"));
        }
      }
    }
    return folders;
  }

  private static List<Path> children(Path folder) throws IOException {
    List<Path> all = new ArrayList<>();
    try (DirectoryStream<Path> stream =
        Files.newDirectoryStream(folder, path -> !path.getFileName().toString().startsWith("."))) {
      stream.forEach(all::add);
    } catch (NoSuchFileException | NotDirectoryException gone) {
      return all;
    }
    return all;
  }

  private static int count(Path folder) throws IOException {
    return children(folder).size();
  }
}
