package io.sightline.alerting.core;

import io.sightline.avro.Activity;
import io.sightline.avro.ClipRef;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The open activities of a camera, and which were decided lately. Lives for one record. */
final class Activities {
  private final Map<String, Tally> open = new LinkedHashMap<>();
  private final Deque<String> decided;

  Activities(List<Tally> open, List<String> decided) {
    open.forEach(tally -> this.open.put(tally.activity(), tally));
    this.decided = new ArrayDeque<>(decided);
  }

  /** Changes what is known of the activity; does nothing for one that is decided. */
  void change(@Nullable String activity, long epoch, UnaryOperator<Tally> change) {
    if (activity == null || decided.contains(activity)) {
      return;
    }
    Tally now = change.apply(open.getOrDefault(activity, Tally.of(activity, epoch)));
    put(now);
  }

  /** Changes what speaks against an alert in an open activity. */
  void doubt(@Nullable String activity, UnaryOperator<Tally.Doubt> change) {
    Tally tally = activity == null ? null : open.get(activity);
    if (tally != null) {
      open.put(tally.activity(), tally.doubted(change));
    }
  }

  private void put(Tally tally) {
    open.put(tally.activity(), tally);
    if (open.size() > Policy.MAX_ACTIVITIES) {
      open.remove(open.keySet().iterator().next());
    }
  }

  /** Whether frames of the activity said where they differ from the scene. */
  boolean regions(@Nullable String activity) {
    Tally tally = activity == null ? null : open.get(activity);
    return tally != null && tally.regions();
  }

  void clip(Frame frame, long epoch) {
    String clip = frame.clip();
    if (clip != null && note(clip) == null) {
      change(frame.activity(), epoch, t -> t.clip(ClipNote.pending(clip, frame.activity())));
    }
  }

  /** A sound is there, or goes on: notes it with its clips. */
  void sound(Activity sound, long epoch) {
    String id = sound.getActivityId();
    if (!decided.contains(id)) {
      if (!open.containsKey(id)) {
        put(Tally.ofSound(id, epoch));
      }
      for (String clip : sound.getClips()) {
        if (note(clip) == null) {
          change(id, epoch, tally -> tally.clip(ClipNote.pending(clip, id)));
        }
      }
    }
  }

  @Nullable Tally get(String activity) {
    return open.get(activity);
  }

  void committed(ClipRef ref) {
    if (open.containsKey(ref.getActivityId())) {
      ClipNote note = ClipNote.pending(ref.getClipId(), ref.getActivityId());
      change(ref.getActivityId(), 0, tally -> tally.clip(note.ready(ref.getKey())));
    }
  }

  /** What is known of a clip of an open activity. */
  @Nullable ClipNote note(String clip) {
    return open.values().stream()
        .flatMap(tally -> tally.clips().stream())
        .filter(note -> note.clip().equals(clip))
        .findFirst()
        .orElse(null);
  }

  void link(String activity, String alert, Tally.Link.Kind kind) {
    open.computeIfPresent(activity, (id, tally) -> tally.linked(alert, kind));
  }

  void framesMissing(long epoch) {
    open.replaceAll(
        (id, tally) -> tally.epoch() == epoch && !tally.sound() ? tally.framesMissing() : tally);
  }

  boolean isOpen(String activity) {
    return open.containsKey(activity);
  }

  /** Whether somebody watches: an activity of motion of this epoch is open. */
  boolean watching(long epoch) {
    return open.values().stream().anyMatch(t -> t.epoch() == epoch && !t.sound());
  }

  boolean isDecided(String activity) {
    return decided.contains(activity);
  }

  /** Ends the activity and remembers that; returns what was known of it. */
  @Nullable Tally decide(String activity) {
    decided.addLast(activity);
    if (decided.size() > Policy.MAX_DECIDED) {
      decided.removeFirst();
    }
    return open.remove(activity);
  }

  Collection<Tally> open() {
    return open.values();
  }

  Collection<String> decided() {
    return decided;
  }
}
