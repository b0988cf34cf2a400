package io.sightline.console;

import io.sightline.avro.Alert;
import io.sightline.avro.AlertClip;
import io.sightline.avro.AlertState;
import io.sightline.avro.Box;
import io.sightline.avro.Camera;
import io.sightline.avro.CameraHealth;
import io.sightline.avro.CameraState;
import io.sightline.avro.Clip;
import io.sightline.avro.ClipState;
import io.sightline.avro.Decision;
import io.sightline.avro.Evidence;
import io.sightline.avro.Expiry;
import io.sightline.avro.GapCause;
import io.sightline.avro.Outcome;
import io.sightline.avro.Reason;
import io.sightline.avro.Recording;
import io.sightline.avro.RecordingKind;
import io.sightline.avro.Severity;
import io.sightline.avro.Subject;
import io.sightline.clipstore.ClipLayout;
import io.sightline.schemas.Ids;
import java.time.Instant;
import java.util.List;

/** Records as the pipeline would write them. */
public final class Samples {
  public static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private Samples() {}

  public static Camera.Builder camera(String id, String name) {
    return Camera.newBuilder().setCamera(id).setName(name).setSite("home").setEffectiveFrom(NOON);
  }

  public static CameraHealth.Builder health(String camera) {
    return CameraHealth.newBuilder()
        .setCamera(camera)
        .setRecordId(camera + "-h")
        .setCapturedAt(NOON)
        .setState(CameraState.ONLINE)
        .setWidth(768)
        .setHeight(432)
        .setFps(10)
        .setVideoCodec("h264")
        .setFreeBytes(42_000_000_000L);
  }

  /** A person for 17 s, closed, with one ready clip that begins 3 s before. */
  public static Alert.Builder alert(String camera, Instant start) {
    String clip = Ids.clip(camera, start);
    return Alert.newBuilder()
        .setAlertId(Ids.incident(camera, start))
        .setRecordId(Ids.incident(camera, start) + "-r0")
        .setCamera(camera)
        .setCapturedAt(start.plusSeconds(20))
        .setState(AlertState.CLOSED)
        .setSubject(Subject.PERSON)
        .setLabel("person")
        .setConfidence(0.87f)
        .setSeverity(Severity.WARNING)
        .setRule("people")
        .setStartedAt(start)
        .setEndedAt(start.plusSeconds(17))
        .setRaisedAt(start.plusSeconds(1))
        .setActivities(List.of(Ids.activity(camera, start)))
        .setClips(List.of(alertClip(clip, ClipState.READY)))
        .setSnapshot(
            ClipLayout.frame(
                ClipLayout.prefix(camera, clip, start), Ids.frame(camera, start.plusSeconds(5))))
        .setSnapshotBox(box(0.4f, 0.3f, 0.15f, 0.5f));
  }

  public static Box box(float left, float top, float width, float height) {
    return Box.newBuilder().setLeft(left).setTop(top).setWidth(width).setHeight(height).build();
  }

  public static AlertClip alertClip(String clipId, ClipState state) {
    return AlertClip.newBuilder().setClipId(clipId).setState(state).build();
  }

  /** 24 s of H.264 in MP4, from 3 s before the start. */
  public static Clip.Builder clip(String camera, Instant start) {
    String id = Ids.clip(camera, start);
    String prefix = ClipLayout.prefix(camera, id, start);
    return Clip.newBuilder()
        .setClipId(id)
        .setRecordId(id + "-r0")
        .setCamera(camera)
        .setCapturedAt(start.minusSeconds(3))
        .setEndedAt(start.plusSeconds(21))
        .setActivityId(Ids.activity(camera, start))
        .setPrefix(prefix)
        .setKey(ClipLayout.media(prefix, "mp4"))
        .setBytes(1_234_567)
        .setSha256("ab".repeat(32))
        .setContainer("mp4")
        .setVideoCodec("h264")
        .setWidth(768)
        .setHeight(432)
        .setRecordedAt(start.plusSeconds(22))
        .setDeadline(start.plusSeconds(2_592_000));
  }

  /** A minute of H.264 in fragmented MP4, round the clock. */
  public static Recording.Builder piece(String camera, Instant start) {
    String id = Ids.recording(camera, start);
    return Recording.newBuilder()
        .setRecordId(id)
        .setCamera(camera)
        .setCapturedAt(start)
        .setEndedAt(start.plusSeconds(60))
        .setKind(RecordingKind.PIECE)
        .setKey(ClipLayout.recording(camera, start, id, "mp4"))
        .setBytes(1_000_000)
        .setSha256("cd".repeat(32))
        .setContainer("mp4")
        .setVideoCodec("h264")
        .setWidth(768)
        .setHeight(432)
        .setRecordedAt(start.plusSeconds(61));
  }

  public static Recording.Builder gap(String camera, Instant start, Instant end) {
    return Recording.newBuilder()
        .setRecordId(Ids.gap(camera, start))
        .setCamera(camera)
        .setCapturedAt(start)
        .setEndedAt(end)
        .setKind(RecordingKind.GAP)
        .setCause(GapCause.SOURCE_LOST)
        .setDetail("nothing came for 10 s");
  }

  /** The hour in which a time lies is deleted, all of it. */
  public static Expiry.Builder hourGone(String camera, Instant within, Instant at) {
    return Expiry.newBuilder()
        .setClipId(Ids.hour(camera, within))
        .setRecordId(Ids.hour(camera, within) + "-e1")
        .setCamera(camera)
        .setCause("due")
        .setDeletedAt(at);
  }

  /** A cat, kept quiet by the rule for pets. */
  public static Decision.Builder decision(String camera, Instant start) {
    return Decision.newBuilder()
        .setRecordId(Ids.activity(camera, start) + "-d")
        .setCamera(camera)
        .setCapturedAt(start.plusSeconds(8))
        .setActivityId(Ids.activity(camera, start))
        .setKind(io.sightline.avro.ActivityKind.MOTION)
        .setStartedAt(start)
        .setEndedAt(start.plusSeconds(7))
        .setOutcome(Outcome.SUPPRESSED)
        .setReason(Reason.RULE)
        .setEvidence(evidence("cat", 0.61f, "pet", 6_000))
        .setClips(List.of(Ids.clip(camera, start)));
  }

  public static Evidence evidence(String label, float score, String rule, long movingMs) {
    return Evidence.newBuilder()
        .setLabel(label)
        .setScore(score)
        .setRule(rule)
        .setThreshold(0.5f)
        .setMovingMs(movingMs)
        .setFrames(13)
        .build();
  }
}
