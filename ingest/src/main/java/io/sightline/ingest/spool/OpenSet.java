package io.sightline.ingest.spool;

import io.sightline.avro.Activity;
import io.sightline.avro.ActivityState;
import io.sightline.avro.Clip;
import io.sightline.avro.FrameKind;
import io.sightline.avro.FrameRef;
import io.sightline.avro.Recording;
import io.sightline.avro.RecordingKind;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * What is open in a partition: a fold over its facts. Whoever takes the partition over ends the
 * activities and goes on with the recordings.
 *
 * @param activities by id
 * @param recordings by camera: up to when its recording is told, microseconds since 1970
 */
public record OpenSet(
    SortedMap<String, OpenActivity> activities, SortedMap<String, Long> recordings) {
  public static final OpenSet EMPTY = new OpenSet(new TreeMap<>(), new TreeMap<>());

  public OpenSet {
    activities = Collections.unmodifiableSortedMap(new TreeMap<>(activities));
    recordings = Collections.unmodifiableSortedMap(new TreeMap<>(recordings));
  }

  static OpenSet of(List<OpenActivity> open, Map<String, Long> recordings) {
    SortedMap<String, OpenActivity> byId = new TreeMap<>();
    open.forEach(a -> byId.put(a.activityId(), a));
    return new OpenSet(byId, new TreeMap<>(recordings));
  }

  /** The set after one more fact. */
  public OpenSet apply(SpecificRecord fact) {
    if (fact instanceof Activity activity) {
      return activity(activity);
    }
    if (fact instanceof FrameRef frame) {
      return frame(frame);
    }
    if (fact instanceof Clip clip) {
      return change(clip.getActivityId(), a -> a.withoutOpen(clip.getClipId()));
    }
    return fact instanceof Recording recording ? recording(recording) : this;
  }

  private OpenSet recording(Recording recording) {
    SortedMap<String, Long> next = new TreeMap<>(recordings);
    if (recording.getKind() == RecordingKind.ENDED) {
      next.remove(recording.getCamera());
    } else {
      next.put(recording.getCamera(), micros(recording.getEndedAt()));
    }
    return new OpenSet(activities, next);
  }

  private OpenSet activity(Activity activity) {
    SortedMap<String, OpenActivity> next = new TreeMap<>(activities);
    String id = activity.getActivityId();
    if (activity.getState() == ActivityState.ENDED) {
      next.remove(id);
    } else {
      next.put(id, updated(activity, activities.get(id)));
    }
    return new OpenSet(next, recordings);
  }

  private static OpenActivity updated(Activity activity, @Nullable OpenActivity old) {
    List<String> open = new ArrayList<>(activity.getClips());
    if (old != null) {
      open.removeIf(clip -> old.clips().contains(clip) && !old.open().contains(clip));
    }
    return new OpenActivity(
        activity.getActivityId(),
        activity.getCameraVersion(),
        micros(activity.getStartedAt()),
        Math.max(old == null ? 0 : old.lastMicros(), micros(activity.getCapturedAt())),
        activity.getMovingMs(),
        activity.getLevel(),
        old == null ? 0 : old.frames(),
        activity.getClips(),
        open,
        activity.getContinues());
  }

  private OpenSet frame(FrameRef frame) {
    long at = micros(frame.getCapturedAt());
    String activityId = frame.getActivityId();
    if (frame.getKind() == FrameKind.FRAME) {
      return activityId == null ? this : change(activityId, a -> a.withFrame(at));
    }
    OpenSet next = this;
    for (OpenActivity open : activities.values()) {
      if (open.camera().equals(frame.getCamera())) {
        next = next.change(open.activityId(), a -> a.through(at));
      }
    }
    return next;
  }

  private OpenSet change(String activityId, UnaryOperator<OpenActivity> change) {
    OpenActivity open = activities.get(activityId);
    if (open == null) {
      return this;
    }
    SortedMap<String, OpenActivity> next = new TreeMap<>(activities);
    next.put(activityId, change.apply(open));
    return new OpenSet(next, recordings);
  }

  private static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }
}
