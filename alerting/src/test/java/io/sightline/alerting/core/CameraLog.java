package io.sightline.alerting.core;

import io.sightline.avro.Activity;
import io.sightline.avro.ActivityKind;
import io.sightline.avro.ActivityState;
import io.sightline.avro.Alert;
import io.sightline.avro.Box;
import io.sightline.avro.Camera;
import io.sightline.avro.ClipRef;
import io.sightline.avro.Decision;
import io.sightline.avro.Detection;
import io.sightline.avro.Detections;
import io.sightline.avro.EndCause;
import io.sightline.avro.Feedback;
import io.sightline.avro.FrameKind;
import io.sightline.avro.Mark;
import io.sightline.avro.SoundClass;
import io.sightline.schemas.GeneratedClasses;
import io.sightline.schemas.Ids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A camera's log as ingest and detect would write it, folded as it is written. Time is in seconds
 * after noon. Begins with an open activity.
 */
public final class CameraLog {
  static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  public static final String CAMERA = "hall";

  static {
    GeneratedClasses.trust();
  }

  public final List<Alert> alerts = new ArrayList<>();
  public final List<Decision> decisions = new ArrayList<>();
  public final List<Detections> records = new ArrayList<>();
  CameraVersion version = CameraVersion.unknown(CAMERA, 0);
  CameraState state = CameraState.EMPTY;
  double now;
  double fps = 5;
  long epoch = 1;
  String activity = "";
  String mode = "";
  private double activityStart;
  private long sequence;
  private int frames;
  private int framesOfActivity;
  private final List<ClipRef> committed = new ArrayList<>();
  private final List<Activity> ended = new ArrayList<>();
  private final List<Activity> heard = new ArrayList<>();
  private final List<Feedback> said = new ArrayList<>();

  public CameraLog() {
    begin();
  }

  /** A person for five seconds, and the usual end. */
  public static CameraLog visit() {
    return new CameraLog().show(5, person(0.8)).empty(3).endQuietly();
  }

  static Instant time(double seconds) {
    return NOON.plusNanos(Math.round(seconds * 1e6) * 1000);
  }

  CameraLog begin() {
    activity = Ids.activity(CAMERA, time(now));
    activityStart = now;
    framesOfActivity = 0;
    return this;
  }

  CameraLog rules(Consumer<Camera.Builder> change) {
    Camera.Builder camera = Camera.newBuilder().setCamera(CAMERA).setVersion(3);
    change.accept(camera);
    version = new CameraVersion(camera.build(), "test.cameras", 1, 17);
    return this;
  }

  /** Frames for that long, all with these objects; regions are where the objects are. */
  CameraLog show(double seconds, Detection... objects) {
    List<Box> regions = new ArrayList<>();
    for (Detection object : objects) {
      regions.add(object.getBox());
    }
    return show(seconds, regions, objects);
  }

  CameraLog show(double seconds, List<Box> regions, Detection... objects) {
    double until = now + seconds - 1e-9;
    while (now < until) {
      frame(f -> f.setRegions(regions).setObjects(List.of(objects)));
    }
    return this;
  }

  /** Frames without anything, in which nothing moves. */
  CameraLog empty(double seconds) {
    return show(seconds);
  }

  CameraLog frame(Consumer<Detections.Builder> change) {
    Detections.Builder frame =
        record(FrameKind.FRAME)
            .setActivityId(activity)
            .setClipId(clip())
            .setKey(clip() + "/" + Ids.frame(CAMERA, time(now)));
    frames++;
    framesOfActivity++;
    change.accept(frame);
    fold(frame.build());
    double before = now;
    now = Math.round((now + 1 / fps) * 1e6) / 1e6;
    if (Math.floor(now) > Math.floor(before)) {
      mark(false);
    }
    return this;
  }

  /** A frame that is sent and does not arrive. */
  CameraLog loseFrame() {
    frames++;
    framesOfActivity++;
    sequence++;
    now += 1 / fps;
    return this;
  }

  String clip() {
    return "c-" + activity;
  }

  CameraLog commit() {
    committed.add(new ClipRef(clip(), activity, clip() + "/clip.mp4", time(now), time(now)));
    return this;
  }

  CameraLog end(EndCause cause) {
    ended.add(ended(cause));
    return this;
  }

  Activity ended(EndCause cause) {
    return Activity.newBuilder()
        .setActivityId(activity)
        .setRecordId(activity + "-ended")
        .setCamera(CAMERA)
        .setKind(ActivityKind.MOTION)
        .setState(ActivityState.ENDED)
        .setCause(cause)
        .setStartedAt(time(activityStart))
        .setEndedAt(time(now))
        .setFrames(framesOfActivity)
        .setMovingMs(1500)
        .build();
  }

  /** The usual end: the clip is committed, the activity ended, and a mark says both. */
  CameraLog endQuietly() {
    return commit().end(EndCause.QUIET).mark(false);
  }

  CameraLog mark(boolean last) {
    fold(
        record(FrameKind.MARK)
            .setMark(
                Mark.newBuilder()
                    .setFrames(frames)
                    .setEnded(List.copyOf(ended))
                    .setCommitted(List.copyOf(committed))
                    .setHeard(List.copyOf(heard))
                    .setFeedback(List.copyOf(said))
                    .setFinal$(last)
                    .build())
            .build());
    frames = 0;
    ended.clear();
    committed.clear();
    heard.clear();
    said.clear();
    return this;
  }

  /** People say something, and the next mark brings it. */
  CameraLog say(Feedback... words) {
    said.addAll(List.of(words));
    return mark(false);
  }

  /** A sound from its start until now, as a mark tells while it goes on. */
  CameraLog hear(double start, double overDb, SoundClass... classes) {
    heard.add(sound(start, overDb, classes).setState(ActivityState.ONGOING).build());
    return mark(false);
  }

  /** The sound that began then is over: its clip is committed, and a mark says both. */
  CameraLog endSound(double start, double overDb, SoundClass... classes) {
    Activity over =
        sound(start, overDb, classes)
            .setState(ActivityState.ENDED)
            .setCause(EndCause.QUIET)
            .setEndedAt(time(now))
            .build();
    String clip = over.getClips().get(0);
    committed.add(
        new ClipRef(clip, over.getActivityId(), clip + "/clip.mp4", time(start), time(now)));
    ended.add(over);
    return mark(false);
  }

  Activity.Builder sound(double start, double overDb, SoundClass... classes) {
    String id = Ids.soundActivity(CAMERA, time(start));
    return Activity.newBuilder()
        .setActivityId(id)
        .setRecordId(id + "-told")
        .setCamera(CAMERA)
        .setCapturedAt(time(now))
        .setKind(ActivityKind.SOUND)
        .setStartedAt(time(start))
        .setOverFloorDb((float) overDb)
        .setSounds(List.of(classes))
        .setSoundModel(classes.length == 0 ? "" : "ears")
        .setClips(List.of(Ids.soundClip(CAMERA, time(start))));
  }

  static SoundClass heardAs(String label, double score) {
    return new SoundClass(label, (float) score);
  }

  /** Nothing moves: marks only. */
  CameraLog quiet(double seconds) {
    for (double until = now + seconds; now < until; ) {
      now++;
      mark(false);
    }
    return this;
  }

  /** The process dies and another takes over after the time. */
  CameraLog restart(double afterSeconds) {
    now += afterSeconds;
    epoch++;
    sequence = 0;
    frames = 0;
    return this;
  }

  Detections.Builder record(FrameKind kind) {
    return Detections.newBuilder()
        .setRecordId(Ids.frame(CAMERA, time(now)) + "-d")
        .setCamera(CAMERA)
        .setCapturedAt(time(now))
        .setEpoch(epoch)
        .setSequence(sequence++)
        .setKind(kind)
        .setMode(mode)
        .setModel("test-model")
        .setModelDigest("00ff");
  }

  CameraLog fold(Detections record) {
    records.add(record);
    Folded folded = new CameraFold("test").fold(state, record, version);
    state = folded.state();
    alerts.addAll(folded.alerts());
    decisions.addAll(folded.decisions());
    return this;
  }

  /** Highest revision of each alert. */
  List<Alert> told() {
    Map<String, Alert> latest = new LinkedHashMap<>();
    alerts.forEach(alert -> latest.put(alert.getAlertId(), alert));
    return List.copyOf(latest.values());
  }

  Decision decision() {
    return decisions.get(decisions.size() - 1);
  }

  static Detection object(String label, double score, double left) {
    return new Detection(label, (float) score, new Box((float) left, 0.3f, 0.15f, 0.5f), 0, false);
  }

  static Detection person(double score) {
    return object("person", score, 0.4);
  }
}
