package io.sightline.ingest.recording;

import io.sightline.clipstore.ClipLayout;
import io.sightline.clipstore.ClipStore;
import io.sightline.clipstore.ClipStore.StoredObject;
import io.sightline.ingest.clip.MediaSalvage;
import io.sightline.ingest.clip.StoredClip;
import io.sightline.ingest.media.ClipWriter;
import io.sightline.schemas.Ids;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/** Finds pieces without a record, and completes what broke off. */
final class RecordingSalvage {
  private static final List<String> EXTENSIONS = List.of("mp4", "mkv");
  private static final String SALVAGED = "-salvaged";

  private final ClipStore store;
  private final MediaSalvage media;

  RecordingSalvage(ClipStore store, ClipWriter.Factory writers) {
    this.store = store;
    this.media = new MediaSalvage(store, writers);
  }

  /**
   * Begins of the pieces that were not told, in order: what lies staged, and what was committed in
   * the hour of {@code afterMicros} or the next.
   *
   * @param afterMicros up to when all is told; -1 unknown
   */
  NavigableSet<Instant> untold(String camera, long afterMicros) throws IOException {
    NavigableSet<Instant> begins = new TreeSet<>();
    for (String key : store.staged(camera + "/")) {
      if (key.contains("/recordings/")) {
        begins.add(begin(key));
      }
    }
    if (afterMicros >= 0) {
      Instant after = RecordingLog.instant(afterMicros);
      for (Instant hour : List.of(after, after.plus(Duration.ofHours(1)))) {
        for (StoredObject object : store.list(ClipLayout.recordings(camera, hour))) {
          Instant begin = begin(object.key());
          if (!begin.isBefore(after)) {
            begins.add(begin);
          }
        }
      }
    }
    return begins;
  }

  private static Instant begin(String key) {
    String name = key.substring(key.lastIndexOf('/') + 1, key.lastIndexOf('.'));
    return Ids.time(name.replace(SALVAGED, ""));
  }

  /** The piece that begins at a time, committed; empty if there is nothing to save. */
  Optional<StoredClip> rescue(String camera, Instant begin) throws IOException {
    String id = Ids.recording(camera, begin);
    Optional<StoredClip> found = Optional.empty();
    for (String extension : EXTENSIONS) {
      String key = ClipLayout.recording(camera, begin, id, extension);
      String salvaged = ClipLayout.recording(camera, begin, id + SALVAGED, extension);
      if (found.isEmpty()) {
        found = media.committed(key);
      }
      if (found.isEmpty()) {
        found = media.committed(salvaged);
      }
      if (found.isEmpty()) {
        found = media.staged(key, salvaged);
      }
      store.discardStaged(key);
      store.discardStaged(salvaged);
    }
    return found;
  }
}
