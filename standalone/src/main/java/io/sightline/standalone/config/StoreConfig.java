package io.sightline.standalone.config;

import static java.util.Objects.requireNonNullElse;

import io.sightline.clipstore.ClipStore;
import io.sightline.clipstore.FilesClipStore;
import io.sightline.clipstore.S3ClipStore;
import io.sightline.clipstore.s3.S3Bucket;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where media lies.
 *
 * @param path folder of the clips, on this host or a shared mount; with a bucket, of what is not
 *     sent yet
 * @param s3 null: files
 * @param capacityMib most media there may be; 0: as much as fits on the disk, and of a bucket
 *     nobody knows
 */
public record StoreConfig(Path path, @Nullable S3Config s3, Long capacityMib) {

  @SuppressWarnings("NullAway") // null is how an absent value arrives
  public StoreConfig {
    capacityMib = requireNonNullElse(capacityMib, 0L);
    if (capacityMib < 0) {
      throw new IllegalArgumentException("capacity_mib " + capacityMib + ": expected 0 or more");
    }
  }

  /** Files in a folder. */
  public static StoreConfig files(Path path) {
    return new StoreConfig(path, null, 0L);
  }

  /** Most media there may be; 0: as much as fits. */
  public long capacityBytes() {
    return capacityMib << 20;
  }

  /** For a command that writes or deletes. */
  public ClipStore open() throws IOException {
    return s3 == null ? new FilesClipStore(path) : writing(s3, S3Bucket.open(s3.settings()));
  }

  /** For a command that only reads: the folder need not be writable, nor there. */
  public ClipStore openForReading() throws IOException {
    return s3 == null
        ? FilesClipStore.forReading(path)
        : S3ClipStore.forReading(S3Bucket.open(s3.settings()), path);
  }

  /**
   * For a process that goes on: a bucket whose server is away may come later.
   *
   * @param changes whether it writes or deletes; the folder of one that only reads need not be
   *     writable, nor there
   */
  public ClipStore openPatiently(boolean changes) throws IOException {
    if (s3 == null) {
      return changes ? new FilesClipStore(path) : FilesClipStore.forReading(path);
    }
    S3Bucket bucket = S3Bucket.openPatiently(s3.settings());
    return changes ? writing(s3, bucket) : S3ClipStore.forReading(bucket, path);
  }

  private ClipStore writing(S3Config s3, S3Bucket bucket) throws IOException {
    return S3ClipStore.patient(bucket, path, s3.unsentBytes(), s3.unsentRetry());
  }

  /** For people. */
  public String address() {
    return s3 == null ? path.toString() : s3.settings().address();
  }
}
