package io.sightline.ingest.clip;

import io.sightline.clipstore.ClipStore;
import io.sightline.clipstore.ClipStore.StagedObject;
import io.sightline.clipstore.ClipStore.StoredObject;
import io.sightline.clipstore.ObjectChannel;
import io.sightline.clipstore.StagedBytes;
import io.sightline.clipstore.crypt.NoKeyException;
import io.sightline.ingest.media.ClipWriter;
import java.io.IOException;
import java.io.InputStream;
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

  /** It was committed, but died before its record was written: look inside. */
  public Optional<StoredClip> committed(String key) throws IOException {
    if (store.size(key).isEmpty()) {
      return Optional.empty();
    }
    Digests.Digest stored;
    try (InputStream in = store.openStored(key)) {
      stored = Digests.of(in);
    }
    return Optional.of(
        new StoredClip(key, stored.bytes(), stored.sha256(), store.encryption(key), describe(key)));
  }

  private ClipWriter.Written describe(String key) {
    try (ObjectChannel media = new ObjectChannel(store, key)) {
      return writers.describe(key, media);
    } catch (IOException e) {
      LOG.warn("{}: codecs and times are unknown: {}", key, e.toString());
      return new ClipWriter.Written(key.endsWith("mp4") ? "mp4" : "matroska", "", null, 0, 0);
    }
  }

  /**
   * What was being written, completed and committed; the staged file stays. Empty if there is none
   * or nothing whole in it, or if it is encrypted and its key is gone.
   *
   * @param staged key under which it was written
   * @param key of the object to commit, another one
   */
  public Optional<StoredClip> staged(String staged, String key) throws IOException {
    Optional<StagedBytes> left = left(staged);
    if (left.isEmpty()) {
      return Optional.empty();
    }
    try (StagedObject object = store.stage(key)) {
      ClipWriter.Written written = writers.salvage(left.get(), object);
      String sha256 = Digests.sha256(object.path());
      StoredObject stored = object.commit();
      return Optional.of(new StoredClip(key, stored.bytes(), sha256, object.encryption(), written));
    } catch (IOException e) {
      LOG.warn("{}: cannot be saved: {}", key, e.toString());
      return Optional.empty();
    }
  }

  /** Where keys cannot be had for now this fails: then nothing is to be given up. */
  private Optional<StagedBytes> left(String staged) throws IOException {
    try {
      return store.leftBytes(staged);
    } catch (NoKeyException e) {
      LOG.warn("{}: cannot be saved: {}", staged, e.getMessage());
      return Optional.empty();
    }
  }
}
