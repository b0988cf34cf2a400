package io.sightline.ingest.camera;

import io.sightline.avro.Activity;
import io.sightline.avro.ActivityKind;
import io.sightline.avro.ActivityState;
import io.sightline.avro.Box;
import io.sightline.avro.Clip;
import io.sightline.avro.EndCause;
import io.sightline.avro.FrameKind;
import io.sightline.avro.FrameRef;
import io.sightline.ingest.events.Telling;
import io.sightline.ingest.media.MediaEvent.Packet;
import io.sightline.ingest.motion.Region;
import io.sightline.runtime.Build;
import io.sightline.schemas.Ids;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes one activity: its facts, its frames and its clips. */
final class ActivityRecorder implements AutoCloseable {
  private final CameraContext context;
  private final CameraLog log;
  private final ClipPieces pieces;
  private final FrameMedia media;
  private final String camera;
  private final String activityId;
  private final @Nullable String continues;
  private final List<String> clips = new ArrayList<>();
  private final Telling telling = new Telling();
  private Course course;
  private int frames;

  /**
   * @param pieces not yet opened
   * @param continuesMicros start of the activity that was cut for this one
   */
  ActivityRecorder(
      CameraContext context,
      CameraLog log,
      HealthReporter health,
      ClipPieces pieces,
      Course course,
      @Nullable Long continuesMicros) {
    this.context = context;
    this.log = log;
    this.pieces = pieces;
    this.media = new FrameMedia(context, health);
    this.course = course;
    this.camera = context.camera().getCamera();
    this.activityId = id(course.startMicros());
    this.continues = continuesMicros == null ? null : id(continuesMicros);
  }

  private String id(long startMicros) {
    Instant start = Micros.instant(startMicros);
    return isSound() ? Ids.soundActivity(camera, start) : Ids.activity(camera, start);
  }

  private boolean isSound() {
    return course.kind() == ActivityKind.SOUND;
  }

  /** What others say of it; goes into each record from here on. */
  Telling telling() {
    return telling;
  }

  /** The fact goes first: whoever takes over must know of a clip before there is one. */
  void begin(long atMicros, List<Packet> leadIn) throws IOException {
    pieces.name(course.startMicros());
    clips.add(pieces.clipId());
    tell(activity(ActivityState.STARTED, atMicros).build(), atMicros);
    context.metrics().activities.increment();
    pieces.open(leadIn, course.startMicros());
  }

  /** Frames tell of motion while it goes on; of sound a mark must. */
  private void tell(Activity activity, long atMicros) throws IOException {
    if (isSound()) {
      log.heard(activity, atMicros);
    } else {
      log.activity(activity);
    }
  }

  void packet(Packet packet) throws IOException {
    if (pieces.isDue(packet)) {
      nextPiece(packet);
    } else {
      pieces.write(packet);
    }
  }

  private void nextPiece(Packet key) throws IOException {
    finishPiece(clip -> log.clip(clip, log.lastMicros()));
    pieces.name(key);
    clips.add(pieces.clipId());
    log.activity(activity(ActivityState.ONGOING, course.lastMicros()).build());
    pieces.open(key);
  }

  /** What is done with a committed clip. */
  private interface Committed {
    void accept(Clip clip) throws IOException;
  }

  /** No packets come any more, but it goes on. */
  void cutOff() throws IOException {
    finishPiece(clip -> log.clip(clip, log.lastMicros()));
    pieces.follow(null);
  }

  /** Packets come from here on: a piece begins with the next key picture. */
  void follow(MainStream stream) {
    pieces.follow(stream);
  }

  private void finishPiece(Committed then) throws IOException {
    if (!pieces.isUnfinished()) {
      return;
    }
    Optional<Clip> clip = pieces.finish(activityId, log.epoch());
    if (clip.isPresent()) {
      then.accept(clip.get());
    } else {
      clips.remove(pieces.clipId());
    }
  }

  void sample(Shot shot) throws IOException {
    String frameId = Ids.frame(camera, Micros.instant(shot.atMicros()));
    String key = media.frame(pieces.prefix(), frameId, shot);
    log.frame(
        FrameRef.newBuilder()
            .setRecordId(frameId)
            .setCamera(camera)
            .setCapturedAt(Micros.instant(shot.atMicros()))
            .setEpoch(log.epoch())
            .setBuild(Build.version())
            .setCameraVersion(context.camera().getVersion())
            .setKind(FrameKind.FRAME)
            .setActivityId(activityId)
            .setClipId(pieces.clipId())
            .setKey(key)
            .setWidth(shot.width())
            .setHeight(shot.height())
            .setRegions(boxes(shot.regions()))
            .setCrops(key == null ? List.of() : media.crops(pieces.prefix(), frameId, shot)));
    frames++;
    context.metrics().frames.increment();
  }

  void ongoing(Course now, long atMicros) throws IOException {
    course = now;
    Activity ongoing = activity(ActivityState.ONGOING, atMicros).build();
    if (isSound()) {
      log.heard(ongoing, atMicros);
    } else {
      log.ongoing(ongoing);
    }
  }

  void end(Course last, EndCause cause, long atMicros) throws IOException {
    course = last;
    List<Clip> committed = new ArrayList<>();
    finishPiece(committed::add);
    Activity ended =
        activity(ActivityState.ENDED, atMicros)
            .setEndedAt(Micros.instant(last.lastMicros()))
            .setCause(cause)
            .build();
    log.ended(ended, committed, atMicros);
  }

  private Activity.Builder activity(ActivityState state, long atMicros) {
    String suffix =
        switch (state) {
          case STARTED -> "-started";
          case ENDED -> "-ended";
          default -> "-" + Ids.base32(Micros.instant(atMicros)) + "-" + clips.size();
        };
    Activity.Builder activity =
        Activity.newBuilder()
            .setActivityId(activityId)
            .setRecordId(activityId + suffix)
            .setCamera(camera)
            .setCapturedAt(Micros.instant(atMicros))
            .setEpoch(log.epoch())
            .setBuild(Build.version())
            .setCameraVersion(context.camera().getVersion())
            .setState(state)
            .setContinues(continues)
            .setFrames(frames)
            .setClips(new ArrayList<>(clips));
    telling.describe(activity);
    course.describe(activity);
    return activity;
  }

  static List<Box> boxes(List<Region> regions) {
    return regions.stream().map(r -> new Box(r.left(), r.top(), r.width(), r.height())).toList();
  }

  @Override
  public void close() {
    pieces.close();
  }
}
