package io.sightline.ingest.camera;

import io.sightline.avro.Activity;
import io.sightline.avro.ActivityKind;
import io.sightline.avro.ActivityState;
import io.sightline.avro.Box;
import io.sightline.avro.Clip;
import io.sightline.avro.EndCause;
import io.sightline.avro.FrameKind;
import io.sightline.avro.FrameRef;
import io.sightline.clipstore.ClipLayout;
import io.sightline.ingest.events.Telling;
import io.sightline.ingest.media.MediaEvent.Packet;
import io.sightline.ingest.motion.ActivityEvent.Cause;
import io.sightline.ingest.motion.ActivitySummary;
import io.sightline.ingest.motion.Region;
import io.sightline.runtime.Build;
import io.sightline.schemas.Ids;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes one activity: its facts, its frames and its clips. */
final class ActivityRecorder implements AutoCloseable {
  private final CameraContext context;
  private final CameraLog log;
  private final HealthReporter health;
  private final ClipPieces pieces;
  private final String camera;
  private final String activityId;
  private final @Nullable String continues;
  private final long originMicros;
  private final List<String> clips = new ArrayList<>();
  private final Telling telling = new Telling();
  private ActivitySummary summary;
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
      long originMicros,
      ActivitySummary summary,
      @Nullable Long continuesMicros) {
    this.context = context;
    this.log = log;
    this.health = health;
    this.pieces = pieces;
    this.originMicros = originMicros;
    this.summary = summary;
    this.camera = context.camera().getCamera();
    this.activityId = Ids.activity(camera, Micros.instant(summary.startMicros()));
    this.continues =
        continuesMicros == null ? null : Ids.activity(camera, Micros.instant(continuesMicros));
  }

  /** What others say of it; goes into each record from here on. */
  Telling telling() {
    return telling;
  }

  /** The fact goes first: whoever takes over must know of a clip before there is one. */
  void begin(long atMicros, List<Packet> leadIn) throws IOException {
    pieces.name(summary.startMicros());
    clips.add(pieces.clipId());
    log.activity(activity(ActivityState.STARTED, atMicros).build());
    context.metrics().activities.increment();
    pieces.open(leadIn, summary.startMicros() - originMicros);
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
    pieces.name(originMicros + key.ptsMicros());
    clips.add(pieces.clipId());
    log.activity(activity(ActivityState.ONGOING, summary.lastMicros()).build());
    pieces.open(key);
  }

  /** What is done with a committed clip. */
  private interface Committed {
    void accept(Clip clip) throws IOException;
  }

  private void finishPiece(Committed then) throws IOException {
    Optional<Clip> clip = pieces.finish(activityId, log.epoch());
    if (clip.isPresent()) {
      then.accept(clip.get());
    } else {
      clips.remove(pieces.clipId());
    }
  }

  void sample(Shot shot) throws IOException {
    String frameId = Ids.frame(camera, Micros.instant(shot.atMicros()));
    String key = store(frameId, shot);
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
            .setRegions(boxes(shot.regions())));
    frames++;
    context.metrics().frames.increment();
  }

  /** Returns the key, or null if the picture could not be stored: detection will then say so. */
  private @Nullable String store(String frameId, Shot shot) throws IOException {
    byte[] jpeg = shot.jpeg();
    String key = ClipLayout.frame(pieces.prefix(), frameId);
    try {
      if (jpeg == null) {
        throw new IOException("the picture could not be made into a JPEG");
      }
      context.store().put(key, jpeg);
      return key;
    } catch (IOException e) {
      context.metrics().frameFailures.increment();
      health.problem("cannot store frame " + frameId + ": " + e);
      return null;
    }
  }

  void ongoing(ActivitySummary now, long atMicros) throws IOException {
    summary = now;
    log.activity(activity(ActivityState.ONGOING, atMicros).build());
  }

  void end(ActivitySummary last, Cause cause, long atMicros) throws IOException {
    summary = last;
    List<Clip> committed = new ArrayList<>();
    finishPiece(committed::add);
    Activity ended =
        activity(ActivityState.ENDED, atMicros)
            .setEndedAt(Micros.instant(last.lastMicros()))
            .setCause(EndCause.valueOf(cause.name()))
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
    Activity.Builder activity = Activity.newBuilder();
    telling.describe(activity);
    return activity
        .setActivityId(activityId)
        .setRecordId(activityId + suffix)
        .setCamera(camera)
        .setCapturedAt(Micros.instant(atMicros))
        .setEpoch(log.epoch())
        .setBuild(Build.version())
        .setCameraVersion(context.camera().getVersion())
        .setKind(ActivityKind.MOTION)
        .setState(state)
        .setStartedAt(Micros.instant(summary.startMicros()))
        .setContinues(continues)
        .setMovingMs(summary.movingMicros() / 1000)
        .setLevel(summary.level())
        .setRegions(boxes(summary.regions()))
        .setFrames(frames)
        .setClips(new ArrayList<>(clips));
  }

  static List<Box> boxes(List<Region> regions) {
    return regions.stream().map(r -> new Box(r.left(), r.top(), r.width(), r.height())).toList();
  }

  @Override
  public void close() {
    pieces.close();
  }
}
