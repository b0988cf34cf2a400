package io.sightline.clipstore;

import io.sightline.clipstore.s3.S3Bucket;
import io.sightline.clipstore.s3.S3Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A clip store in a bucket of an S3-compatible server. What is being written lies in a folder of
 * this host until it is whole; then it is sent.
 */
public final class S3ClipStore implements ClipStore {
  private final S3Bucket bucket;
  private final StagingFolder staging;
  private final Instant openedAt;
  private final @Nullable UnsentMedia unsent;

  private S3ClipStore(
      S3Bucket bucket, StagingFolder staging, Instant openedAt, @Nullable UnsentMedia unsent) {
    this.bucket = bucket;
    this.staging = staging;
    this.openedAt = openedAt;
    this.unsent = unsent;
  }

  /**
   * @param bucket closed with the store
   * @param staging folder of this host; {@link StoreNotWritableException} if it cannot be written
   */
  public static S3ClipStore of(S3Bucket bucket, Path staging) throws IOException {
    StagingFolder folder = new StagingFolder(staging.toAbsolutePath().normalize());
    return new S3ClipStore(bucket, folder, folder.probed(), null);
  }

  /**
   * As {@link #of}, and what the bucket does not take after all attempts waits in the folder until
   * it does.
   *
   * @param unsentBytes what may wait at most
   * @param lookEvery how long it waits between two looks whether the bucket is back
   */
  public static S3ClipStore patient(
      S3Bucket bucket, Path staging, long unsentBytes, Duration lookEvery) throws IOException {
    StagingFolder folder = new StagingFolder(staging.toAbsolutePath().normalize());
    Instant openedAt = folder.probed();
    return new S3ClipStore(
        bucket, folder, openedAt, new UnsentMedia(bucket, folder.folder(), unsentBytes, lookEvery));
  }

  /** For a process that only reads and puts small objects: no folder is made. */
  public static S3ClipStore forReading(S3Bucket bucket, Path staging) {
    return new S3ClipStore(bucket, new StagingFolder(staging.toAbsolutePath()), Instant.MIN, null);
  }

  @Override
  public StagedObject stage(String key) throws IOException {
    return new StagedFile(key, staging.create(key), file -> sent(key, file));
  }

  /** The copy here goes only when the bucket has all of it. */
  private void sent(String key, Path file) throws IOException {
    if (unsent != null) {
      unsent.sendOrKeep(key, file);
      return;
    }
    bucket.upload(key, file);
    staging.discard(key);
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
    bucket.put(Keys.requireKey(key), bytes);
  }

  @Override
  public InputStream open(String key, long offset) throws IOException {
    Keys.requireOffset(key, offset);
    Optional<Path> waiting = waiting(Keys.requireKey(key));
    if (waiting.isEmpty()) {
      return bucket.open(key, offset);
    }
    FileChannel file = FileChannel.open(waiting.get(), StandardOpenOption.READ);
    return Channels.newInputStream(file.position(offset));
  }

  @Override
  public Optional<Long> size(String key) throws IOException {
    Optional<Path> waiting = waiting(Keys.requireKey(key));
    return waiting.isPresent() ? Optional.of(Files.size(waiting.get())) : bucket.size(key);
  }

  private Optional<Path> waiting(String key) {
    return unsent == null ? Optional.empty() : unsent.find(key);
  }

  @Override
  public Unsent unsent() {
    return unsent == null ? Unsent.NOTHING : unsent.now();
  }

  @Override
  public Deleted delete(String prefix, Set<String> keep) throws IOException {
    Keys.requirePrefix(prefix);
    if (unsent != null) {
      unsent.delete(prefix);
    }
    List<StoredObject> goes =
        list(prefix).stream().filter(object -> !keep.contains(object.key())).toList();
    bucket.delete(prefix, goes.stream().map(StoredObject::key).toList(), keep);
    return new Deleted(goes.size(), goes.stream().mapToLong(StoredObject::bytes).sum());
  }

  @Override
  public Deleted deleteAll(Set<String> keys) throws IOException {
    int objects = 0;
    long bytes = 0;
    List<S3Failure> refused = new ArrayList<>();
    Map<String, List<StoredObject>> folders = new HashMap<>();
    for (String key : keys) {
      Optional<Long> size = size(key);
      if (unsent != null) {
        unsent.delete(key);
      }
      String folder = key.substring(0, Keys.requireKey(key).lastIndexOf('/') + 1);
      if (!folders.containsKey(folder)) {
        folders.put(folder, list(folder));
      }
      try {
        bucket.delete(
            key,
            size.isPresent() ? List.of(key) : List.of(),
            others(folders.getOrDefault(folder, List.of()), key));
      } catch (S3Failure e) {
        if (!e.isRefusal()) {
          throw e;
        }
        refused.add(e);
        continue;
      }
      objects += size.isPresent() ? 1 : 0;
      bytes += size.orElse(0L);
    }
    if (!refused.isEmpty()) {
      throw refused.get(0).among(refused.size(), keys.size());
    }
    return new Deleted(objects, bytes);
  }

  /** Names that go on where the key ends are others, and stay with all their versions. */
  private static Set<String> others(List<StoredObject> folder, String key) {
    return folder.stream()
        .map(StoredObject::key)
        .filter(other -> !other.equals(key))
        .collect(Collectors.toSet());
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
    bucket.list(
        prefix.isEmpty() ? prefix : Keys.requirePrefix(prefix),
        (key, bytes) -> visitor.accept(new StoredObject(key, bytes)));
  }

  /** Where media is staged; how much a bucket may hold nobody can tell. */
  @Override
  public long freeBytes() {
    return DurableFiles.free(staging.folder());
  }

  @Override
  public Space space() {
    return Space.UNKNOWN;
  }

  @Override
  public List<Violation> check() throws IOException {
    return check(object -> {});
  }

  @Override
  public List<Violation> check(Consumer<StoredObject> visitor) throws IOException {
    List<Violation> violations = new ArrayList<>();
    for (String name : staging.untouchedSince(openedAt)) {
      violations.add(new Violation(FilesClipStore.STAGED + "/" + name, LayoutCheck.LEFT_STAGED));
    }
    for (String key : bucket.unfinishedUploads(openedAt)) {
      violations.add(new Violation(key, "an upload in parts that nobody has finished"));
    }
    visit(
        "",
        object -> {
          visitor.accept(object);
          LayoutCheck.violation(object).ifPresent(violations::add);
        });
    violations.sort(Comparator.comparing(Violation::key));
    return List.copyOf(violations);
  }

  @Override
  public void close() {
    if (unsent != null) {
      unsent.close();
    }
    bucket.close();
  }
}
