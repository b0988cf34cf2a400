package io.sightline.ingest.spool;

import io.sightline.avro.Activity;
import io.sightline.avro.Clip;
import io.sightline.avro.FrameRef;
import io.sightline.avro.Mark;
import io.sightline.schemas.TraceParent;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** The trace that a fact is part of: that of the activity which it is about. */
final class FactTrace {
  private FactTrace() {}

  /** Null for what is about no activity, or about several. */
  static @Nullable TraceParent of(SpecificRecord fact) {
    if (fact instanceof Activity activity) {
      return trace(activity.getActivityId(), activity.getRecordId());
    }
    if (fact instanceof FrameRef frame) {
      return trace(activity(frame), frame.getRecordId());
    }
    return fact instanceof Clip clip
        ? trace(clip.getActivityId(), clip.getClipId() + "/" + clip.getRevision())
        : null;
  }

  private static @Nullable String activity(FrameRef frame) {
    Mark mark = frame.getMark();
    return mark != null && mark.getEnded().size() == 1
        ? mark.getEnded().get(0).getActivityId()
        : frame.getActivityId();
  }

  private static @Nullable TraceParent trace(@Nullable String activityId, String recordId) {
    return activityId == null ? null : TraceParent.ofActivity(activityId).child(recordId);
  }
}
