package io.sightline.ingest.clip;

import io.sightline.clipstore.ClipStore;
import io.sightline.clipstore.ClipStore.StagedObject;
import io.sightline.clipstore.ClipStore.StoredObject;
import io.sightline.ingest.media.ClipWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a process which died left of one media object. */
public final class MediaSalvage {
  private static final Logger LOG = LoggerFactory.getLogger(MediaSalvage.class);

  private final ClipStore store;
  private final ClipWriter.Factory writers;

  public MediaSalvage(ClipStore store, ClipWriter.Factory writers) {
    this.store = store;
    this.writers = writers;
  }

  /** It was committed, but died before its record was written: look inside a copy. */
  public Optional<StoredClip> committed(String key) throws IOException {
    Optional<Long> size = store.size(key);
    if (size.isEmpty()) {
      return Optional.empty();
    }
    Path copy = Files.createTempFile("sightline-", ".clip");
    Path whole = Files.createTempFile("sightline-", ".whole");
    try (InputStream in = store.open(key, 0)) {
      Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
      ClipWriter.Written written = describe(key, copy, whole);
      return Optional.of(new StoredClip(key, size.get(), Digests.sha256(copy), written));
    } finally {
      Files.deleteIfExists(copy);
      Files.deleteIfExists(whole);
    }
  }

  private ClipWriter.Written describe(String key, Path copy, Path whole) {
    try {
      return writers.salvage(copy, whole);
    } catch (IOException e) {
      LOG.warn("{}: codecs and times are unknown: {}", key, e.toString());
      return new ClipWriter.Written(key.endsWith("mp4") ? "mp4" : "matroska", "", null, 0, 0);
    }
  }

  /**
   * What was being written, completed and committed; the staged file stays. Empty if there is none
   * or nothing whole in it.
   *
   * @param staged key under which it was written
   * @param key of the object to commit, another one
   */
  public Optional<StoredClip> staged(String staged, String key) throws IOException {
    Optional<Path> left = store.leftStaged(staged);
    if (left.isEmpty()) {
      return Optional.empty();
    }
    try (StagedObject object = store.stage(key)) {
      ClipWriter.Written written = writers.salvage(left.get(), object.path());
      String sha256 = Digests.sha256(object.path());
      StoredObject stored = object.commit();
      return Optional.of(new StoredClip(key, stored.bytes(), sha256, written));
    } catch (IOException e) {
      LOG.warn("{}: cannot be saved: {}", key, e.toString());
      return Optional.empty();
    }
  }
}
