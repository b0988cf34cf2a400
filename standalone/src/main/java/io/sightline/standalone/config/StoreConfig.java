package io.sightline.standalone.config;

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
 */
public record StoreConfig(Path path, @Nullable S3Config s3) {

  /** Files in a folder. */
  public static StoreConfig files(Path path) {
    return new StoreConfig(path, null);
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
