package io.sightline.ingest.clip;

import io.sightline.clipstore.ClipLayout;
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
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds, for a clip without a record, the media that a process which died left behind. */
public final class ClipSalvage {
  private static final Logger LOG = LoggerFactory.getLogger(ClipSalvage.class);
  private static final String[] EXTENSIONS = {"mp4", "mkv"};

  private final ClipStore store;
  private final ClipWriter.Factory writers;

  public ClipSalvage(ClipStore store, ClipWriter.Factory writers) {
    this.store = store;
    this.writers = writers;
  }

  /**
   * The clip under a prefix, committed; empty if there is nothing to save, and then all under the
   * prefix is gone.
   */
  public Optional<StoredClip> rescue(String prefix) throws IOException {
    Optional<StoredClip> found = Optional.empty();
    for (String extension : EXTENSIONS) {
      if (found.isEmpty()) {
        found = committed(ClipLayout.media(prefix, extension));
      }
      if (found.isEmpty()) {
        found = scratch(prefix, extension);
      }
      store.discardStaged(ClipRecorder.scratchKey(prefix, extension));
      store.discardStaged(ClipLayout.media(prefix, extension));
    }
    if (found.isEmpty()) {
      ClipStore.Deleted deleted = store.delete(prefix, Set.of());
      LOG.warn("{}: nothing to save; deleted {} objects", prefix, deleted.objects());
    }
    return found;
  }

  /** It was committed, but died before its record was written: look inside a copy. */
  private Optional<StoredClip> committed(String key) throws IOException {
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

  private Optional<StoredClip> scratch(String prefix, String extension) throws IOException {
    Optional<Path> left = store.leftStaged(ClipRecorder.scratchKey(prefix, extension));
    if (left.isEmpty()) {
      return Optional.empty();
    }
    String key = ClipLayout.media(prefix, extension);
    try (StagedObject staged = store.stage(key)) {
      ClipWriter.Written written = writers.salvage(left.get(), staged.path());
      String sha256 = Digests.sha256(staged.path());
      StoredObject stored = staged.commit();
      return Optional.of(new StoredClip(key, stored.bytes(), sha256, written));
    } catch (IOException e) {
      LOG.warn("{}: cannot be saved: {}", key, e.toString());
      return Optional.empty();
    }
  }
}
