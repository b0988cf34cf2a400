package io.sightline.clipstore;

import io.sightline.clipstore.ClipStore.Unsent;
import io.sightline.clipstore.s3.S3Bucket;
import io.sightline.clipstore.s3.S3Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whole media that the bucket did not take. It lies in a folder of this host, survives a power cut
 * there, and is sent, in the order of its keys, when the bucket takes it again. Safe for use by
 * several threads; the folder belongs to one process.
 */
final class UnsentMedia implements AutoCloseable {
  static final String FOLDER = ".unsent";

  private static final Logger LOG = LoggerFactory.getLogger(UnsentMedia.class);
  private static final int PRECONDITION_FAILED = 412;

  private final S3Bucket bucket;
  private final Path folder;
  private final long mostBytes;
  private final Map<String, Long> waiting = new TreeMap<>();
  private final ScheduledExecutorService sender =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "unsent-media");
            thread.setDaemon(true);
            return thread;
          });
  private long bytes;
  private String why = "";

  /**
   * @param staging folder of the store; what an earlier process left under it is taken over
   * @param mostBytes what would be more is not taken
   * @param every how long it waits between two looks whether the bucket is back
   */
  UnsentMedia(S3Bucket bucket, Path staging, long mostBytes, Duration every) throws IOException {
    this.bucket = bucket;
    this.folder = staging.resolve(FOLDER);
    this.mostBytes = mostBytes;
    if (Files.isDirectory(folder)) {
      try (var files = Files.list(folder)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          add(key(file), Files.size(file));
        }
      }
    }
    var unused =
        sender.scheduleWithFixedDelay(
            this::send, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Sends a staged file, or keeps it; throws why it could not be sent if there is no room. */
  void sendOrKeep(String key, Path file) throws IOException {
    if (now().objects() > 0) {
      keep(key, file, new IOException("cannot send '" + key + "': others wait already: " + why()));
      return;
    }
    try {
      bucket.upload(key, file);
      Files.deleteIfExists(file);
    } catch (IOException e) {
      keep(key, file, e);
    }
  }

  private void keep(String key, Path file, IOException cause) throws IOException {
    long size = Files.size(file);
    boolean ours = !(cause instanceof S3Failure f && f.status() == PRECONDITION_FAILED);
    if (!ours || now().bytes() + size > mostBytes) {
      throw cause;
    }
    DurableFiles.syncFile(file);
    DurableFiles.moveInto(file, file(key), true);
    DurableFiles.syncFolder(folder);
    add(key, size);
    said(String.valueOf(cause.getMessage()));
    LOG.warn("'{}' is kept here until the bucket takes it: {}", key, cause.getMessage());
  }

  private synchronized void add(String key, long size) {
    Long before = waiting.put(key, size);
    bytes += size - (before == null ? 0 : before);
  }

  private synchronized void said(String problem) {
    why = problem;
  }

  private synchronized String why() {
    return why;
  }

  synchronized Unsent now() {
    return new Unsent(waiting.size(), bytes, waiting.isEmpty() ? "" : why);
  }

  /** The file of an object that waits. */
  Optional<Path> find(String key) {
    Path file = file(key);
    return Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
  }

  /** Forgets all below a prefix: it is deleted. */
  void delete(String prefix) throws IOException {
    for (String key : keys()) {
      if (key.startsWith(prefix)) {
        drop(key);
      }
    }
  }

  private synchronized List<String> keys() {
    return List.copyOf(waiting.keySet());
  }

  private void drop(String key) throws IOException {
    Files.deleteIfExists(file(key));
    synchronized (this) {
      Long size = waiting.remove(key);
      bytes -= size == null ? 0 : size;
    }
  }

  /** One look: what the bucket takes is sent, up to the first that it does not. */
  private void send() {
    for (String key : keys()) {
      @Nullable IOException failure = send(key);
      if (failure instanceof S3Failure refused && refused.status() == PRECONDITION_FAILED) {
        LOG.error(
            "'{}' stays here: somebody else's is in its place: {}", key, refused.getMessage());
      } else if (failure != null) {
        said(String.valueOf(failure.getMessage()));
        return;
      }
    }
  }

  private @Nullable IOException send(String key) {
    try {
      bucket.upload(key, file(key));
      drop(key);
      LOG.info("'{}' is sent now, {} more wait", key, now().objects());
      return null;
    } catch (NoSuchFileException e) {
      return null; // deleted meanwhile
    } catch (IOException e) {
      return e;
    } catch (RuntimeException e) {
      return new IOException(e);
    }
  }

  private Path file(String key) {
    return folder.resolve(Keys.requireKey(key).replace('/', '+'));
  }

  private static String key(Path file) {
    return String.valueOf(file.getFileName()).replace('+', '/');
  }

  @Override
  public void close() {
    sender.shutdownNow();
  }
}
