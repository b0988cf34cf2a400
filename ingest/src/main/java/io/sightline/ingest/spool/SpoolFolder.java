package io.sightline.ingest.spool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folder of a spool: its identity, its lock and its segments. */
final class SpoolFolder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SpoolFolder.class);

  private final Path path;
  private final String id;
  private final FileChannel lock;

  private SpoolFolder(Path path, String id, FileChannel lock) {
    this.path = path;
    this.id = id;
    this.lock = lock;
  }

  static SpoolFolder open(Path path) throws IOException {
    Files.createDirectories(path);
    FileChannel lock = FileChannel.open(path.resolve("lock"), CREATE, WRITE);
    try {
      if (tryLock(lock) == null) {
        throw new IOException("spool %s: in use by another process".formatted(path));
      }
      return new SpoolFolder(path, identity(path), lock);
    } catch (IOException e) {
      lock.close();
      throw e;
    }
  }

  private static @Nullable FileLock tryLock(FileChannel lock) throws IOException {
    try {
      return lock.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static String identity(Path path) throws IOException {
    Path file = path.resolve("id");
    if (!Files.exists(file)) {
      write(file, UUID.randomUUID().toString());
    }
    return Files.readString(file, UTF_8).strip();
  }

  long epoch() throws IOException {
    Path file = path.resolve("epoch");
    return Files.exists(file) ? Long.parseLong(Files.readString(file, UTF_8).strip()) : 0;
  }

  void saveEpoch(long epoch) throws IOException {
    write(path.resolve("epoch"), Long.toString(epoch));
  }

  private static void write(Path file, String content) throws IOException {
    Path temporary = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(temporary, content, UTF_8);
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  Path path() {
    return path;
  }

  String id() {
    return id;
  }

  /** Opens all segments, at least one, and drops whatever follows the first torn entry. */
  Deque<Segment> segments() throws IOException {
    Deque<Segment> segments = new ArrayDeque<>();
    boolean torn = false;
    for (Path file : files()) {
      Segment segment = Segment.open(path, Segment.base(file));
      boolean gap = !segments.isEmpty() && segments.getLast().end() != segment.base();
      if (torn || gap) {
        LOG.warn("spool {}: dropping {}, which follows a torn entry", path, file.getFileName());
        segment.delete();
        continue;
      }
      long dropped = segment.repair();
      if (dropped > 0) {
        LOG.warn("spool {}: dropped {} bytes of a torn entry at its end", path, dropped);
        torn = true;
      }
      segments.add(segment);
    }
    if (segments.isEmpty()) {
      segments.add(Segment.open(path, 0));
    }
    return segments;
  }

  private List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> all = Files.list(path)) {
      all.filter(f -> f.toString().endsWith(Segment.SUFFIX)).forEach(files::add);
    }
    files.sort(Comparator.comparingLong(Segment::base));
    return files;
  }

  void close(Collection<Segment> segments, SentBatches sent) {
    for (Segment segment : segments) {
      try {
        segment.close();
      } catch (IOException e) {
        LOG.warn("spool {}: cannot close a segment: {}", path, e.toString());
      }
    }
    try {
      sent.close();
    } catch (IOException e) {
      LOG.warn("spool {}: cannot close what was sent: {}", path, e.toString());
    }
    close();
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      LOG.warn("spool {}: cannot release its lock: {}", path, e.toString());
    }
  }
}
