package io.sightline.clipstore;

import io.sightline.clipstore.s3.S3Bucket;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A clip store in a bucket of an S3-compatible server. What is being written lies in a folder of
 * this host until it is whole; then it is sent.
 */
public final class S3ClipStore implements ClipStore {
  private final S3Bucket bucket;
  private final StagingFolder staging;
  private final Instant openedAt;

  private S3ClipStore(S3Bucket bucket, StagingFolder staging, Instant openedAt) {
    this.bucket = bucket;
    this.staging = staging;
    this.openedAt = openedAt;
  }

  /**
   * @param bucket closed with the store
   * @param staging folder of this host; {@link StoreNotWritableException} if it cannot be written
   */
  public static S3ClipStore of(S3Bucket bucket, Path staging) throws IOException {
    StagingFolder folder = new StagingFolder(staging.toAbsolutePath().normalize());
    return new S3ClipStore(bucket, folder, folder.probed());
  }

  /** For a process that only reads and puts small objects: no folder is made. */
  public static S3ClipStore forReading(S3Bucket bucket, Path staging) {
    return new S3ClipStore(bucket, new StagingFolder(staging.toAbsolutePath()), Instant.MIN);
  }

  @Override
  public StagedObject stage(String key) throws IOException {
    return new StagedFile(key, staging.create(key), file -> sent(key, file));
  }

  /** The copy here goes only when the bucket has all of it. */
  private void sent(String key, Path file) throws IOException {
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
    return bucket.open(Keys.requireKey(key), offset);
  }

  @Override
  public Optional<Long> size(String key) throws IOException {
    return bucket.size(Keys.requireKey(key));
  }

  @Override
  public Deleted delete(String prefix, Set<String> keep) throws IOException {
    Keys.requirePrefix(prefix);
    List<StoredObject> goes =
        list(prefix).stream().filter(object -> !keep.contains(object.key())).toList();
    bucket.delete(prefix, goes.stream().map(StoredObject::key).toList(), keep);
    return new Deleted(goes.size(), goes.stream().mapToLong(StoredObject::bytes).sum());
  }

  @Override
  public Deleted deleteAll(Set<String> keys) throws IOException {
    int objects = 0;
    long bytes = 0;
    for (String key : keys) {
      Optional<Long> size = size(key);
      bucket.delete(key, size.isPresent() ? List.of(key) : List.of(), Set.of());
      objects += size.isPresent() ? 1 : 0;
      bytes += size.orElse(0L);
    }
    return new Deleted(objects, bytes);
  }

  @Override
  public List<StoredObject> list(String prefix) throws IOException {
    List<StoredObject> objects = new ArrayList<>();
    bucket.list(
        prefix.isEmpty() ? prefix : Keys.requirePrefix(prefix),
        (key, bytes) -> objects.add(new StoredObject(key, bytes)));
    objects.sort(Comparator.comparing(StoredObject::key));
    return List.copyOf(objects);
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
    List<Violation> violations = new ArrayList<>();
    for (String name : staging.untouchedSince(openedAt)) {
      violations.add(new Violation(FilesClipStore.STAGED + "/" + name, LayoutCheck.LEFT_STAGED));
    }
    for (String key : bucket.unfinishedUploads(openedAt)) {
      violations.add(new Violation(key, "an upload in parts that nobody has finished"));
    }
    for (StoredObject object : list("")) {
      LayoutCheck.violation(object).ifPresent(violations::add);
    }
    violations.sort(Comparator.comparing(Violation::key));
    return List.copyOf(violations);
  }

  @Override
  public void close() {
    bucket.close();
  }
}
