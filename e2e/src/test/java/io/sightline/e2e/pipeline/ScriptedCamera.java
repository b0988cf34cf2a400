package io.sightline.e2e.pipeline;

import io.sightline.avro.Activity;
import io.sightline.avro.ActivityKind;
import io.sightline.avro.ActivityState;
import io.sightline.avro.Box;
import io.sightline.avro.Clip;
import io.sightline.avro.ClipRef;
import io.sightline.avro.EndCause;
import io.sightline.avro.Feedback;
import io.sightline.avro.FrameKind;
import io.sightline.avro.FrameRef;
import io.sightline.avro.Mark;
import io.sightline.avro.SoundClass;
import io.sightline.clipstore.ClipLayout;
import io.sightline.clipstore.ClipStore;
import io.sightline.clipstore.ClipStore.StagedObject;
import io.sightline.schemas.Ids;
import io.sightline.schemas.Topic;
import io.sightline.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** Writes what ingest would write for one camera: media, frames, clips and marks, in its order. */
public final class ScriptedCamera {
  public static final String ID = "hall";
  private static final Duration FRAME = Duration.ofMillis(200);
  private static final int FRAMES_A_SECOND = 5;

  /** Where its records go. */
  public interface Publisher {
    void publish(Topic<?> topic, String key, SpecificRecord value) throws Exception;
  }

  private final ClipStore store;
  private final Publisher publisher;
  private final InstantSource clock;
  private final List<Activity> ended = new ArrayList<>();
  private final List<ClipRef> committed = new ArrayList<>();
  private final List<Activity> heard = new ArrayList<>();
  private final List<Feedback> said = new ArrayList<>();
  private Instant captured;
  private long sequence;
  private int framesSinceMark;
  private String mode = "";

  /**
   * @param clock tells when media is committed
   * @param start capture time at which it begins
   */
  public ScriptedCamera(ClipStore store, Publisher publisher, InstantSource clock, Instant start) {
    this.store = store;
    this.publisher = publisher;
    this.clock = clock;
    this.captured = start;
  }

  /** From now on the site is set to this. */
  public ScriptedCamera mode(String now) {
    mode = now;
    return this;
  }

  /** Nothing moves: marks alone. */
  public void quiet(int seconds) throws Exception {
    for (int i = 0; i < seconds; i++) {
      captured = captured.plusSeconds(1);
      mark(false);
    }
  }

  /** Somebody says something, and the next mark brings it. */
  public void say(Feedback feedback) throws Exception {
    said.add(feedback);
    mark(false);
  }

  public void end() throws Exception {
    mark(true);
  }

  /**
   * An activity with its clip, and three seconds of empty pictures at its end. Returns its id.
   *
   * @param seen what the detector finds, as {@code person 0.9}; empty: nothing
   */
  public String activity(String seen, int seconds) throws Exception {
    Instant start = captured;
    String id = Ids.activity(ID, start);
    String clip = Ids.clip(ID, start);
    String prefix = ClipLayout.prefix(ID, clip, start);
    int frames = 0;
    for (int second = 0; second < seconds + 3; second++) {
      for (int i = 0; i < FRAMES_A_SECOND; i++, frames++) {
        frame(id, clip, prefix, second < seconds ? seen : "");
      }
      mark(false);
    }
    commitClip(id, clip, prefix, start);
    ended.add(ended(id, start, frames));
    mark(false);
    return id;
  }

  /**
   * A sound that is told while it goes on, with its clip, and two seconds of quiet after it.
   * Returns its id.
   *
   * @param label what it is taken for; empty: it is loud, and nothing is known of it
   */
  public String sound(String label, int seconds) throws Exception {
    Instant start = captured;
    String id = Ids.soundActivity(ID, start);
    String clip = Ids.soundClip(ID, start);
    List<SoundClass> classes = label.isEmpty() ? List.of() : List.of(new SoundClass(label, 0.8f));
    for (int second = 0; second < seconds; second++) {
      captured = captured.plusSeconds(1);
      heard.add(sound(id, clip, start, classes).setState(ActivityState.ONGOING).build());
      mark(false);
    }
    Instant end = captured;
    quiet(2);
    commitClip(id, clip, ClipLayout.prefix(ID, clip, start), start);
    ended.add(
        sound(id, clip, start, classes)
            .setState(ActivityState.ENDED)
            .setCause(EndCause.QUIET)
            .setEndedAt(end)
            .build());
    mark(false);
    return id;
  }

  private Activity.Builder sound(String id, String clip, Instant start, List<SoundClass> classes) {
    return Activity.newBuilder()
        .setActivityId(id)
        .setRecordId(id + "-told-" + sequence)
        .setCamera(ID)
        .setCapturedAt(captured)
        .setEpoch(1)
        .setKind(ActivityKind.SOUND)
        .setStartedAt(start)
        .setOverFloorDb(25)
        .setSounds(classes)
        .setClips(List.of(clip));
  }

  /** Publishes a frame that nobody can read, as part of what the next mark counts. */
  public void unreadableFrame(Runnable publish) {
    publish.run();
    framesSinceMark++;
    sequence++;
  }

  private void frame(String activity, String clip, String prefix, String seen) throws Exception {
    String id = Ids.frame(ID, captured);
    String key = ClipLayout.frame(prefix, id);
    store.put(key, seen.getBytes(StandardCharsets.UTF_8));
    List<Box> regions = seen.isEmpty() ? List.of() : List.of(new Box(0.4f, 0.3f, 0.15f, 0.5f));
    framesSinceMark++;
    publish(
        record(id, FrameKind.FRAME)
            .setActivityId(activity)
            .setClipId(clip)
            .setKey(key)
            .setRegions(regions));
    captured = captured.plus(FRAME);
  }

  private void commitClip(String activity, String id, String prefix, Instant start)
      throws Exception {
    String key = ClipLayout.media(prefix, "mp4");
    try (StagedObject staged = store.stage(key)) {
      Files.writeString(staged.path(), "media of " + id);
      staged.commit();
    }
    committed.add(new ClipRef(id, activity, key, start, captured));
    Clip clip =
        Clip.newBuilder()
            .setClipId(id)
            .setRecordId(id + "-r0")
            .setCamera(ID)
            .setCameraVersion(1)
            .setActivityId(activity)
            .setCapturedAt(start)
            .setEndedAt(captured)
            .setPrefix(prefix)
            .setKey(key)
            .setRecordedAt(clock.instant())
            .build();
    publisher.publish(Topics.CLIPS, id, clip);
  }

  private Activity ended(String id, Instant start, int frames) {
    return Activity.newBuilder()
        .setActivityId(id)
        .setRecordId(id + "-ended")
        .setCamera(ID)
        .setEpoch(1)
        .setKind(ActivityKind.MOTION)
        .setState(ActivityState.ENDED)
        .setCause(EndCause.QUIET)
        .setStartedAt(start)
        .setEndedAt(captured)
        .setFrames(frames)
        .setMovingMs(1500)
        .build();
  }

  private void mark(boolean last) throws Exception {
    Mark mark =
        Mark.newBuilder()
            .setFrames(framesSinceMark)
            .setEnded(List.copyOf(ended))
            .setCommitted(List.copyOf(committed))
            .setHeard(List.copyOf(heard))
            .setFeedback(List.copyOf(said))
            .setFinal$(last)
            .build();
    publish(record(Ids.mark(ID, captured), FrameKind.MARK).setMark(mark));
    framesSinceMark = 0;
    ended.clear();
    committed.clear();
    heard.clear();
    said.clear();
  }

  private FrameRef.Builder record(String id, FrameKind kind) {
    return FrameRef.newBuilder()
        .setRecordId(id)
        .setCamera(ID)
        .setCameraVersion(1)
        .setCapturedAt(captured)
        .setEpoch(1)
        .setKind(kind)
        .setMode(mode)
        .setSequence(sequence++);
  }

  private void publish(FrameRef.Builder record) throws Exception {
    publisher.publish(Topics.FRAMES, ID, record.build());
  }
}
