package io.sightline.console.view;

import io.sightline.avro.Clip;
import java.util.Optional;

/** The latest revision of each clip that is there. */
public final class ClipView {
  private final Timeline<Clip> clips;

  public ClipView(int limit) {
    clips = new Timeline<>(limit);
  }

  synchronized boolean apply(Clip clip) {
    Optional<Clip> known = clips.get(clip.getClipId());
    if (known.isPresent() && known.get().getRevision() > clip.getRevision()) {
      return false;
    }
    return clips.put(clip.getClipId(), clip.getCapturedAt(), clip);
  }

  synchronized boolean remove(String clipId) {
    return clips.remove(clipId);
  }

  public Optional<Clip> get(String clipId) {
    return clips.get(clipId);
  }

  public int size() {
    return clips.size();
  }

  public long forgotten() {
    return clips.forgotten();
  }
}
