package io.sightline.ingest.clip;

import io.sightline.clipstore.ClipLayout;
import io.sightline.clipstore.ClipStore;
import io.sightline.ingest.media.ClipWriter;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds, for a clip without a record, the media that a process which died left behind. */
public final class ClipSalvage {
  private static final Logger LOG = LoggerFactory.getLogger(ClipSalvage.class);
  private static final String[] EXTENSIONS = {"mp4", "mkv"};

  private final ClipStore store;
  private final MediaSalvage media;

  public ClipSalvage(ClipStore store, ClipWriter.Factory writers) {
    this.store = store;
    this.media = new MediaSalvage(store, writers);
  }

  /**
   * The clip under a prefix, committed; empty if there is nothing to save, and then all under the
   * prefix is gone.
   */
  public Optional<StoredClip> rescue(String prefix) throws IOException {
    Optional<StoredClip> found = Optional.empty();
    for (String extension : EXTENSIONS) {
      if (found.isEmpty()) {
        found = media.committed(ClipLayout.media(prefix, extension));
      }
      if (found.isEmpty()) {
        found =
            media.staged(
                ClipRecorder.scratchKey(prefix, extension), ClipLayout.media(prefix, extension));
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
}
