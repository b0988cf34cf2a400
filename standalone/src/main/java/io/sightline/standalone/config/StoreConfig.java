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

  /** For a process that writes or deletes. */
  public ClipStore open() throws IOException {
    return s3 == null
        ? new FilesClipStore(path)
        : S3ClipStore.patient(
            S3Bucket.open(s3.settings()), path, s3.unsentBytes(), s3.unsentRetry());
  }

  /** For a process that only reads: the folder need not be writable, nor there. */
  public ClipStore openForReading() throws IOException {
    return s3 == null
        ? FilesClipStore.forReading(path)
        : S3ClipStore.forReading(S3Bucket.open(s3.settings()), path);
  }

  /** For people. */
  public String address() {
    return s3 == null ? path.toString() : s3.settings().address();
  }
}
