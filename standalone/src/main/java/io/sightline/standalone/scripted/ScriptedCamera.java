package io.sightline.standalone.scripted;

import io.sightline.avro.Activity;
import io.sightline.avro.ActivityKind;
import io.sightline.avro.ActivityState;
import io.sightline.avro.Camera;
import io.sightline.avro.ClipRef;
import io.sightline.avro.Detections;
import io.sightline.avro.EndCause;
import io.sightline.avro.FrameKind;
import io.sightline.avro.FrameRef;
import io.sightline.avro.Mark;
import io.sightline.schemas.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A camera that somebody visits over and over. What it publishes follows from its id, its start and
 * the number of ticks so far, and from nothing else.
 */
public final class ScriptedCamera {
  /** Between two frames. */
  public static final Duration TICK = Duration.ofMillis(200);

  private static final int TICKS_A_MARK = 5;

  /**
   * How visits follow each other, in ticks.
   *
   * @param visit with somebody in the picture
   * @param after frames without anybody before the activity ends
   * @param quiet marks alone
   */
  public record Cycle(int visit, int after, int quiet) {
    public Cycle {
      if (visit < 5 || after < 5 || quiet < 0) {
        throw new IllegalArgumentException(
            "cycle %d, %d, %d: expected 5, 5, 0 or more ticks".formatted(visit, after, quiet));
      }
    }

    int length() {
      return visit + after + quiet;
    }
  }

  private final String id;
  private final Cycle cycle;
  private final List<String> ended = new ArrayList<>();
  private Instant captured;
  private int tick;
  private long sequence;
  private int framesSinceMark;
  private @Nullable Instant activityStart;
  private int activityFrames;

  /**
   * @param phase ticks by which it is ahead in its cycle
   */
  public ScriptedCamera(String id, Instant start, Cycle cycle, int phase) {
    this.id = id;
    this.captured = start;
    this.cycle = cycle;
    this.tick = Math.floorMod(phase, cycle.length());
  }

  public String id() {
    return id;
  }

  /** Ids of all activities that ended, in their order. */
  public List<String> ended() {
    return List.copyOf(ended);
  }

  /** The only version of its configuration. */
  public Camera configuration() {
    return Camera.newBuilder().setCamera(id).setVersion(1).setSite("scripted").build();
  }

  /** The records of the next tick: a frame, a mark, both or none. */
  public List<FrameRef> next() {
    List<FrameRef> records = new ArrayList<>();
    int place = tick % cycle.length();
    Activity over = null;
    if (place < cycle.visit + cycle.after) {
      records.add(frame(place));
      boolean last = place == cycle.visit + cycle.after - 1;
      over = last ? end(EndCause.QUIET) : null;
    }
    tick++;
    if (over != null || tick % TICKS_A_MARK == 0) {
      records.add(mark(over, false));
    }
    captured = captured.plus(TICK);
    return records;
  }

  /** Ends what is open; nothing may follow. */
  public List<FrameRef> close() {
    return List.of(mark(activityStart == null ? null : end(EndCause.SOURCE_ENDED), true));
  }

  private FrameRef frame(int place) {
    if (activityStart == null) {
      activityStart = captured;
      activityFrames = 0;
    }
    activityFrames++;
    framesSinceMark++;
    boolean visited = place < cycle.visit;
    return record(Ids.frame(id, captured), FrameKind.FRAME)
        .setActivityId(Ids.activity(id, activityStart))
        .setClipId(Ids.clip(id, activityStart))
        .setKey(visited ? Scene.key(place) : Scene.keyOfNobody())
        .setWidth(1280)
        .setHeight(720)
        .setRegions(visited ? Scene.regions(place) : List.of())
        .build();
  }

  private Activity end(EndCause cause) {
    Instant start = activityStart == null ? captured : activityStart;
    String activity = Ids.activity(id, start);
    activityStart = null;
    ended.add(activity);
    return Activity.newBuilder()
        .setActivityId(activity)
        .setRecordId(activity + "-ended")
        .setCamera(id)
        .setCapturedAt(captured)
        .setEpoch(1)
        .setCameraVersion(1)
        .setKind(ActivityKind.MOTION)
        .setState(ActivityState.ENDED)
        .setCause(cause)
        .setStartedAt(start)
        .setEndedAt(captured)
        .setMovingMs(TICK.toMillis() * activityFrames)
        .setFrames(activityFrames)
        .setClips(List.of(Ids.clip(id, start)))
        .build();
  }

  private FrameRef mark(@Nullable Activity over, boolean last) {
    Mark.Builder mark = Mark.newBuilder().setFrames(framesSinceMark).setFinal$(last);
    if (over != null) {
      mark.setEnded(List.of(over)).setCommitted(List.of(clip(over)));
    }
    framesSinceMark = 0;
    return record(Ids.mark(id, captured), FrameKind.MARK).setMark(mark.build()).build();
  }

  private static ClipRef clip(Activity over) {
    String clip = over.getClips().get(0);
    return new ClipRef(
        clip,
        over.getActivityId(),
        "scripted/" + clip + "/clip.mp4",
        over.getStartedAt(),
        over.getCapturedAt());
  }

  private FrameRef.Builder record(String recordId, FrameKind kind) {
    return FrameRef.newBuilder()
        .setRecordId(recordId)
        .setCamera(id)
        .setCapturedAt(captured)
        .setEpoch(1)
        .setBuild("scripted")
        .setCameraVersion(1)
        .setKind(kind)
        .setSequence(sequence++);
  }

  /** What detect makes of a record of a scripted camera. */
  public static Detections examined(FrameRef input) {
    String key = input.getKey();
    Detections.Builder record =
        Detections.newBuilder()
            .setRecordId(input.getRecordId() + "-d")
            .setCamera(input.getCamera())
            .setCapturedAt(input.getCapturedAt())
            .setEpoch(input.getEpoch())
            .setBuild(input.getBuild())
            .setCameraVersion(input.getCameraVersion())
            .setKind(input.getKind())
            .setSequence(input.getSequence())
            .setActivityId(input.getActivityId())
            .setClipId(input.getClipId())
            .setKey(key)
            .setWidth(input.getWidth())
            .setHeight(input.getHeight())
            .setRegions(input.getRegions())
            .setModel("scripted")
            .setModelDigest("5c")
            .setMark(input.getMark());
    if (key != null) {
      boolean nobody = key.equals(Scene.keyOfNobody());
      int step = Integer.parseInt(key.substring(key.lastIndexOf('-') + 1));
      record.setObjects(Scene.detections(nobody ? Scene.furniture() : Scene.found(step)));
    }
    return record.build();
  }
}
