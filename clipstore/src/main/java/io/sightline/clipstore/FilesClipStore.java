package io.sightline.clipstore;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * A clip store in a folder of this machine or of a shared mount. Objects are files under their
 * keys; what is being written lies under {@code .staged/}, on the same file system, until it is
 * whole.
 */
public final class FilesClipStore implements ClipStore {
  static final String STAGED = ".staged";

  /** Another for each process that writes into the same folder. */
  private static final String PUT_BY = "put-" + UUID.randomUUID() + "-";

  private static final AtomicLong PUTS = new AtomicLong();

  private final Path root;
  private final StagingFolder staging;

  /** By the clock of the file system. */
  private final Instant openedAt;

  /** Makes the folder if need be; {@link StoreNotWritableException} if that or a write fails. */
  public FilesClipStore(Path folder) throws IOException {
    this(folder, stagingIn(folder).probed());
  }

  private FilesClipStore(Path folder, Instant openedAt) {
    this.root = folder.toAbsolutePath().normalize();
    this.staging = stagingIn(folder);
    this.openedAt = openedAt;
  }

  /**
   * For a process that only reads: the folder may be mounted read-only, and need not be there yet.
   */
  public static FilesClipStore forReading(Path folder) {
    return new FilesClipStore(folder, Instant.MIN);
  }

  private static StagingFolder stagingIn(Path folder) {
    return new StagingFolder(folder.toAbsolutePath().normalize().resolve(STAGED));
  }

  @Override
  public StagedObject stage(String key) throws IOException {
    return new StagedFile(key, staging.create(key), file -> moved(file, path(key)));
  }

  /** fsync of the bytes, rename, fsync of the folder: in this order it survives a power cut. */
  private static void moved(Path file, Path target) throws IOException {
    DurableFiles.syncFile(file);
    DurableFiles.moveInto(file, target, true);
    DurableFiles.syncFolder(DurableFiles.requireParent(target));
  }

  @Override
  public Optional<Path> leftStaged(String key) {
    return staging.left(key);
  }

  @Override
  public void discardStaged(String key) throws IOException {
    staging.discard(key);
  }

  @Override
  public List<String> staged(String prefix) throws IOException {
    return staging.keys(prefix);
  }

  @Override
  public void put(String key, byte[] bytes) throws IOException {
    Path to = path(key);
    Path part = staging.folder().resolve(PUT_BY + PUTS.getAndIncrement());
    try {
      Files.write(part, bytes);
      DurableFiles.moveInto(part, to, false);
    } catch (IOException e) {
      Files.deleteIfExists(part);
      throw DurableFiles.explained(e, to, bytes.length);
    }
  }

  @Override
  public InputStream open(String key, long offset) throws IOException {
    Keys.requireOffset(key, offset);
    FileChannel channel = FileChannel.open(path(key), StandardOpenOption.READ);
    channel.position(offset);
    return Channels.newInputStream(channel);
  }

  @Override
  public Optional<Long> size(String key) throws IOException {
    Path file = path(key);
    try {
      return Files.isRegularFile(file) ? Optional.of(Files.size(file)) : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** Empty folders go too, up to the root; what a crash left undone the next call does. */
  @Override
  public Deleted delete(String prefix, Set<String> keep) throws IOException {
    Path folder = root.resolve(Keys.requirePrefix(prefix));
    Set<Path> changed = new HashSet<>();
    Deleted deleted =
        deleted(
            list(prefix).stream().filter(object -> !keep.contains(object.key())).toList(), changed);
    EmptyFolders.delete(folder, root);
    syncNearest(changed);
    return deleted;
  }

  @Override
  public Deleted deleteAll(Set<String> keys) throws IOException {
    List<StoredObject> there = new ArrayList<>();
    for (String key : keys) {
      size(key).ifPresent(bytes -> there.add(new StoredObject(key, bytes)));
    }
    Set<Path> changed = new HashSet<>();
    Deleted deleted = deleted(there, changed);
    for (String key : keys) {
      Path parent = DurableFiles.requireParent(path(key));
      if (!parent.equals(root)) {
        EmptyFolders.delete(parent, root);
      }
    }
    syncNearest(changed);
    return deleted;
  }

  private Deleted deleted(List<StoredObject> goes, Set<Path> changed) throws IOException {
    int objects = 0;
    long bytes = 0;
    for (StoredObject object : goes) {
      Path file = root.resolve(object.key());
      if (Files.deleteIfExists(file)) {
        objects++;
        bytes += object.bytes();
        changed.add(DurableFiles.requireParent(file));
      }
    }
    return new Deleted(objects, bytes);
  }

  /** Makes deletions last: syncs the folders they happened in, or what is left above them. */
  private static void syncNearest(Set<Path> folders) throws IOException {
    Set<Path> left = new HashSet<>();
    for (Path folder : folders) {
      Path at = folder;
      while (!Files.isDirectory(at)) {
        at = DurableFiles.requireParent(at);
      }
      left.add(at);
    }
    for (Path folder : left) {
      DurableFiles.syncFolderIfThere(folder);
    }
  }

  @Override
  public List<StoredObject> list(String prefix) throws IOException {
    List<StoredObject> objects = new ArrayList<>();
    visit(prefix, objects::add);
    objects.sort(Comparator.comparing(StoredObject::key));
    return List.copyOf(objects);
  }

  @Override
  public void visit(String prefix, Consumer<StoredObject> visitor) throws IOException {
    Path folder = prefix.isEmpty() ? root : root.resolve(Keys.requirePrefix(prefix));
    if (Files.isDirectory(folder)) {
      Files.walkFileTree(folder, new Lister(visitor));
    }
  }

  private final class Lister extends ChangingFiles {
    private final Consumer<StoredObject> visitor;

    Lister(Consumer<StoredObject> visitor) {
      this.visitor = visitor;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      return folder.equals(staging.folder())
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      visitor.accept(new StoredObject(key(file), attributes.size()));
      return FileVisitResult.CONTINUE;
    }
  }

  @Override
  public long freeBytes() {
    return DurableFiles.free(root);
  }

  @Override
  public Space space() {
    return DurableFiles.space(root);
  }

  /** A staged file counts as left over if nobody has written to it since this store was opened. */
  @Override
  public List<Violation> check() throws IOException {
    return check(object -> {});
  }

  @Override
  public List<Violation> check(Consumer<StoredObject> visitor) throws IOException {
    return new FilesCheck(root, openedAt, visitor).run();
  }

  /** Nothing is held open. */
  @Override
  public void close() {}

  private Path path(String key) {
    return root.resolve(Keys.requireKey(key));
  }

  private String key(Path file) {
    return root.relativize(file).toString().replace('\\', '/');
  }
}
