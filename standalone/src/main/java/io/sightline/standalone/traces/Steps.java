package io.sightline.standalone.traces;

import static io.sightline.avro.DeliveryState.DELIVERED;
import static io.sightline.avro.DeliveryState.RETRYING;
import static io.sightline.avro.DeliveryState.SKIPPED;

import io.sightline.avro.Activity;
import io.sightline.avro.ActivityState;
import io.sightline.avro.Alert;
import io.sightline.avro.Clip;
import io.sightline.avro.Decision;
import io.sightline.avro.Detections;
import io.sightline.avro.FrameKind;
import io.sightline.avro.FrameRef;
import io.sightline.avro.Mark;
import io.sightline.avro.Notification;
import io.sightline.avro.Outcome;
import io.sightline.schemas.Ids;
import io.sightline.schemas.TraceParent;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** What each kind of record says of the step that made it. Functions of the record alone. */
final class Steps {
  private Steps() {}

  /**
   * Empty for what is no step of its own.
   *
   * @param at what the record's header says
   */
  static Optional<Step> of(SpecificRecord record, TraceParent at) {
    if (record instanceof Activity activity) {
      return Optional.ofNullable(activity(activity));
    }
    if (record instanceof FrameRef frame) {
      return Optional.of(frame(frame, at));
    }
    if (record instanceof Clip clip) {
      return clip.getRevision() == 0 ? Optional.of(clip(clip, at)) : Optional.empty();
    }
    if (record instanceof Detections detections) {
      return Optional.of(detections(detections, at));
    }
    if (record instanceof Decision decision) {
      return Optional.of(decision(decision, at));
    }
    if (record instanceof Alert alert) {
      return alert.getActivities().isEmpty() ? Optional.empty() : Optional.of(alert(alert, at));
    }
    return record instanceof Notification notification
        ? Optional.of(notification(notification, at))
        : Optional.empty();
  }

  /** The whole of it, once it is over: what all other spans lie in. */
  private static @Nullable Step activity(Activity activity) {
    Instant ended = activity.getEndedAt();
    if (activity.getState() != ActivityState.ENDED || ended == null) {
      return null;
    }
    return new Step(
        TraceParent.ofActivity(activity.getActivityId()),
        List.of(),
        "ingest",
        activity.getBuild(),
        "activity",
        activity.getStartedAt(),
        ended,
        Map.of(
            "camera", activity.getCamera(),
            "activity", activity.getActivityId(),
            "kind", lower(activity.getKind()),
            "cause", lower(activity.getCause())),
        null);
  }

  private static Step frame(FrameRef frame, TraceParent at) {
    return new Step(
        at,
        List.of(root(activity(frame.getActivityId(), frame.getMark()))),
        "ingest",
        frame.getBuild(),
        lower(frame.getKind()),
        frame.getCapturedAt(),
        null,
        Map.of("camera", frame.getCamera(), "record", frame.getRecordId()),
        null);
  }

  /** The first revision; later ones are retention's. */
  private static Step clip(Clip clip, TraceParent at) {
    return new Step(
        at,
        List.of(root(clip.getActivityId())),
        "ingest",
        clip.getBuild(),
        "clip",
        clip.getEndedAt(),
        null,
        Map.of("camera", clip.getCamera(), "clip", clip.getClipId()),
        null);
  }

  private static Step detections(Detections detections, TraceParent at) {
    String record = detections.getRecordId();
    String input = record.substring(0, record.length() - "-d".length());
    return new Step(
        at,
        List.of(at.child(input).spanId()),
        "detect",
        detections.getBuild(),
        detections.getKind() == FrameKind.MARK ? "pass mark" : "detect",
        detections.getCapturedAt(),
        null,
        Map.of(
            "camera", detections.getCamera(),
            "record", record,
            "objects", Integer.toString(detections.getObjects().size()),
            "model", detections.getModel()),
        detections.getFailure());
  }

  private static Step decision(Decision decision, TraceParent at) {
    String mark = Ids.mark(decision.getCamera(), decision.getCapturedAt()) + "-d";
    return new Step(
        at,
        List.of(at.child(mark).spanId(), root(decision.getActivityId())),
        "alerting",
        decision.getBuild(),
        "decide",
        decision.getCapturedAt(),
        null,
        Map.of(
            "camera", decision.getCamera(),
            "activity", decision.getActivityId(),
            "outcome", lower(decision.getOutcome()),
            "reason", lower(decision.getReason())),
        decision.getOutcome() == Outcome.FAILED ? lower(decision.getReason()) : null);
  }

  private static Step alert(Alert alert, TraceParent at) {
    String frame = Ids.frame(alert.getCamera(), alert.getCapturedAt()) + "-d";
    String mark = Ids.mark(alert.getCamera(), alert.getCapturedAt()) + "-d";
    return new Step(
        at,
        List.of(
            at.child(frame).spanId(), at.child(mark).spanId(), root(alert.getActivities().get(0))),
        "alerting",
        alert.getBuild(),
        "alert " + lower(alert.getState()),
        alert.getCapturedAt(),
        null,
        Map.of(
            "camera", alert.getCamera(),
            "alert", alert.getAlertId(),
            "revision", Integer.toString(alert.getRevision()),
            "label", alert.getLabel(),
            "rule", alert.getRule()),
        null);
  }

  /** An attempt that is made again lies in the delivery, which what is delivered has as parent. */
  private static Step notification(Notification notification, TraceParent at) {
    boolean again = notification.getState() == RETRYING;
    String alert = notification.getAlertId() + "-" + notification.getRevision();
    boolean well = notification.getState() == DELIVERED || notification.getState() == SKIPPED;
    return new Step(
        again ? at.child(notification.getRecordId()) : at,
        List.of(again ? at.spanId() : at.child(alert).spanId()),
        "alerting",
        notification.getBuild(),
        again ? "attempt" : "deliver",
        notification.getAttemptedAt(),
        null,
        Map.of(
            "camera", notification.getCamera(),
            "alert", notification.getAlertId(),
            "channel", notification.getChannel(),
            "state", lower(notification.getState())),
        well ? null : notification.getAnswer());
  }

  /** The one activity that a record is about, as the header says that there is one. */
  private static String activity(@Nullable String activityId, @Nullable Mark mark) {
    return mark != null && !mark.getEnded().isEmpty()
        ? mark.getEnded().get(0).getActivityId()
        : String.valueOf(activityId);
  }

  private static String root(String activityId) {
    return TraceParent.ofActivity(activityId).spanId();
  }

  private static String lower(@Nullable Enum<?> constant) {
    return constant == null ? "" : constant.name().toLowerCase(Locale.ROOT);
  }
}
