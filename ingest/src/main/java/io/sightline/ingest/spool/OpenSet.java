package io.sightline.ingest.spool;

import static java.util.Objects.requireNonNull;

import io.sightline.avro.Activity;
import io.sightline.avro.ActivityState;
import io.sightline.avro.Clip;
import io.sightline.avro.FrameKind;
import io.sightline.avro.FrameRef;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * The open activities of a partition, by camera: a fold over its facts. Whoever takes the partition
 * over ends them.
 */
public record OpenSet(SortedMap<String, OpenActivity> byCamera) {
  public static final OpenSet EMPTY = new OpenSet(new TreeMap<>());

  public OpenSet {
    byCamera = Collections.unmodifiableSortedMap(new TreeMap<>(byCamera));
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
      return change(clip.getCamera(), clip.getActivityId(), a -> a.withoutOpen(clip.getClipId()));
    }
    return this;
  }

  private OpenSet activity(Activity activity) {
    String camera = activity.getCamera();
    SortedMap<String, OpenActivity> next = new TreeMap<>(byCamera);
    OpenActivity old = next.get(camera);
    boolean same = old != null && old.activityId().equals(activity.getActivityId());
    if (activity.getState() != ActivityState.ENDED) {
      next.put(camera, updated(activity, same ? requireNonNull(old) : null));
    } else if (same) {
      next.remove(camera);
    }
    return new OpenSet(next);
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
        micros(activity.getCapturedAt()),
        activity.getMovingMs(),
        activity.getLevel(),
        old == null ? activity.getFrames() : old.frames(),
        activity.getClips(),
        open,
        activity.getContinues());
  }

  private OpenSet frame(FrameRef frame) {
    long at = micros(frame.getCapturedAt());
    OpenActivity open = byCamera.get(frame.getCamera());
    if (open == null) {
      return this;
    }
    String activityId = frame.getActivityId();
    boolean belongs = frame.getKind() == FrameKind.FRAME && open.activityId().equals(activityId);
    return change(
        frame.getCamera(), open.activityId(), a -> belongs ? a.withFrame(at) : a.through(at));
  }

  private OpenSet change(String camera, String activityId, UnaryOperator<OpenActivity> change) {
    OpenActivity open = byCamera.get(camera);
    if (open == null || !open.activityId().equals(activityId)) {
      return this;
    }
    SortedMap<String, OpenActivity> next = new TreeMap<>(byCamera);
    next.put(camera, change.apply(open));
    return new OpenSet(next);
  }

  private static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }
}
