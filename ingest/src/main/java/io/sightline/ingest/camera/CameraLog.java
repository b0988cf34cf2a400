package io.sightline.ingest.camera;

import io.sightline.avro.Activity;
import io.sightline.avro.CameraHealth;
import io.sightline.avro.Clip;
import io.sightline.avro.ClipRef;
import io.sightline.avro.FrameKind;
import io.sightline.avro.FrameRef;
import io.sightline.avro.Mark;
import io.sightline.avro.MediaKey;
import io.sightline.ingest.feedback.FeedbackFeed;
import io.sightline.ingest.recording.RecordingLog;
import io.sightline.ingest.spool.Fact;
import io.sightline.ingest.spool.FactCodec;
import io.sightline.ingest.spool.Spool;
import io.sightline.runtime.Build;
import io.sightline.schemas.Ids;
import io.sightline.schemas.Topics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The facts of one camera in one epoch, in the order that readers rely on: what belongs together is
 * appended together, and sequence and capture time only grow. Used by one thread at a time; lives
 * as long as the epoch, whatever becomes of the source.
 */
public final class CameraLog {
  /** How an append treats a spool that takes nothing. */
  public enum Room {
    AS_CONFIGURED,
    WAIT,
    /** The fact may be missing: left out, and counted, when the spool is nearly full. */
    IF_ANY
  }

  private static final Logger LOG = LoggerFactory.getLogger(CameraLog.class);
  private static final long RETRY_MILLIS = 1000;

  private final String camera;
  private final long epoch;
  private final Spool spool;
  private final FactCodec codec;
  private final Supplier<String> mode;
  private final RecordingLog recordings;
  private final FeedbackFeed feedback;
  private final Consumer<CameraHealth> watcher;
  private long feedbackThrough;
  private long sequence;
  private int frames;
  private long lastMicros = -1;
  private long lastMarkMicros = -1;
  private long position;
  private final Reception reception = new Reception();

  /** Of a camera of which nobody knows the mode of its site. */
  public CameraLog(String camera, long epoch, Spool spool, FactCodec codec) {
    this(camera, epoch, spool, codec, () -> "", FeedbackFeed.NONE);
  }

  /** As the other, and nobody watches how it does. */
  public CameraLog(
      String camera,
      long epoch,
      Spool spool,
      FactCodec codec,
      Supplier<String> mode,
      FeedbackFeed feedback) {
    this(camera, epoch, spool, codec, mode, feedback, health -> {});
  }

  /**
   * @param mode of the site as of now, {@code home} or {@code away}; empty if that is not known
   * @param feedback what people say about the camera; marks carry it, all of it in each epoch
   * @param watcher is handed how the camera does
   */
  public CameraLog(
      String camera,
      long epoch,
      Spool spool,
      FactCodec codec,
      Supplier<String> mode,
      FeedbackFeed feedback,
      Consumer<CameraHealth> watcher) {
    this.watcher = watcher;
    this.mode = mode;
    this.feedback = feedback;
    this.camera = camera;
    this.epoch = epoch;
    this.spool = spool;
    this.codec = codec;
    this.recordings =
        new RecordingLog(
            camera,
            epoch,
            recording -> {
              append(List.of(codec.encode(Topics.RECORDINGS, camera, recording)), Room.WAIT);
              spool.force();
            });
  }

  public String camera() {
    return camera;
  }

  public long epoch() {
    return epoch;
  }

  /** The camera's recordings. */
  public RecordingLog recordings() {
    return recordings;
  }

  /** What came from the camera in this epoch, and what did not. */
  public Reception reception() {
    return reception;
  }

  /** Newest capture time that was written; -1 if none. */
  public long lastMicros() {
    return lastMicros;
  }

  /** Capture time of the newest mark; -1 if none. */
  public long lastMarkMicros() {
    return lastMarkMicros;
  }

  /** The spool's position after the newest fact of this camera. */
  public long position() {
    return position;
  }

  /** Says how the camera does; false if the fact was left out. */
  public boolean health(CameraHealth health, Room room) throws IOException {
    watcher.accept(health);
    return append(List.of(codec.encode(Topics.HEALTH, camera, health)), room);
  }

  /** Whether there is room for facts that may be missing. */
  public boolean hasRoom() {
    return spool.hasRoom();
  }

  /** A key under which media is about to be stored; on disk when this returns. */
  public void key(MediaKey key) throws IOException {
    append(List.of(codec.encode(Topics.KEYS, key.getClipId(), key)), Room.AS_CONFIGURED);
    spool.force();
  }

  /** An activity that goes on, with nothing new that another fact would not tell, too. */
  public void ongoing(Activity activity) throws IOException {
    append(List.of(codec.encode(Topics.ACTIVITY, camera, activity)), Room.IF_ANY);
  }

  /** An activity that started, or goes on with a new clip. */
  public void activity(Activity activity) throws IOException {
    append(List.of(codec.encode(Topics.ACTIVITY, camera, activity)), Room.AS_CONFIGURED);
  }

  /** A sound activity that started or goes on; the mark tells those who read no activities. */
  public void heard(Activity activity, long atMicros) throws IOException {
    List<Fact> facts = new ArrayList<>();
    facts.add(codec.encode(Topics.ACTIVITY, camera, activity));
    Mark mark =
        Mark.newBuilder(mark(List.of(), List.of(), false)).setHeard(List.of(activity)).build();
    write(facts, mark, atMicros, activity.getCameraVersion(), Room.AS_CONFIGURED);
  }

  /** A frame; its sequence number is set here. */
  public void frame(FrameRef.Builder builder) throws IOException {
    FrameRef frame = builder.setSequence(sequence).setMode(mode.get()).build();
    append(List.of(codec.encode(Topics.FRAMES, camera, frame)), Room.AS_CONFIGURED);
    sequence++;
    frames++;
    lastMicros = Math.max(lastMicros, Micros.of(frame.getCapturedAt()));
  }

  /** A clip whose media is committed, while its activity goes on. */
  public void clip(Clip clip, long atMicros) throws IOException {
    List<Fact> facts = new ArrayList<>();
    facts.add(codec.encode(Topics.CLIPS, clip.getClipId(), clip));
    Mark mark = mark(List.of(), List.of(clip), false);
    write(facts, mark, atMicros, clip.getCameraVersion(), Room.WAIT);
    spool.force();
  }

  /** The end of an activity, with the clips that were committed with it. */
  public void ended(Activity activity, List<Clip> clips, long atMicros) throws IOException {
    List<Fact> facts = new ArrayList<>();
    for (Clip clip : clips) {
      facts.add(codec.encode(Topics.CLIPS, clip.getClipId(), clip));
    }
    facts.add(codec.encode(Topics.ACTIVITY, camera, activity));
    Mark mark = mark(List.of(activity), clips, false);
    write(facts, mark, atMicros, activity.getCameraVersion(), Room.WAIT);
    spool.force();
  }

  /** All captured up to a time is written. */
  public void mark(long atMicros, int cameraVersion) throws IOException {
    write(
        new ArrayList<>(),
        mark(List.of(), List.of(), false),
        atMicros,
        cameraVersion,
        Room.AS_CONFIGURED);
  }

  /** The file or session is over. */
  public void finalMark(long atMicros, int cameraVersion) throws IOException {
    Mark mark = mark(List.of(), List.of(), true);
    write(new ArrayList<>(), mark, atMicros, cameraVersion, Room.WAIT);
    spool.force();
  }

  private Mark mark(List<Activity> ended, List<Clip> clips, boolean last) {
    List<ClipRef> committed = new ArrayList<>();
    for (Clip clip : clips) {
      committed.add(
          ClipRef.newBuilder()
              .setClipId(clip.getClipId())
              .setActivityId(clip.getActivityId())
              .setKey(clip.getKey())
              .setStartedAt(clip.getCapturedAt())
              .setEndedAt(clip.getEndedAt())
              .build());
    }
    return Mark.newBuilder()
        .setFrames(frames)
        .setEnded(ended)
        .setCommitted(committed)
        .setFinal$(last)
        .build();
  }

  /** Marks of a camera have distinct times, since these make their ids. */
  private void write(List<Fact> facts, Mark mark, long atMicros, int cameraVersion, Room room)
      throws IOException {
    long at = Math.max(Math.max(atMicros, lastMicros), lastMarkMicros + 1);
    FeedbackFeed.News said = feedback.after(feedbackThrough, at);
    FrameRef record =
        FrameRef.newBuilder()
            .setRecordId(Ids.mark(camera, Micros.instant(at)))
            .setCamera(camera)
            .setCapturedAt(Micros.instant(at))
            .setEpoch(epoch)
            .setBuild(Build.version())
            .setCameraVersion(cameraVersion)
            .setKind(FrameKind.MARK)
            .setSequence(sequence)
            .setMark(Mark.newBuilder(mark).setFeedback(said.words()).build())
            .setMode(mode.get())
            .build();
    facts.add(codec.encode(Topics.FRAMES, camera, record));
    append(facts, room);
    feedbackThrough = said.through();
    sequence++;
    frames = 0;
    lastMicros = at;
    lastMarkMicros = at;
  }

  private boolean append(List<Fact> facts, Room room) throws IOException {
    if (room == Room.AS_CONFIGURED) {
      position = spool.append(facts);
      return true;
    }
    if (room == Room.IF_ANY) {
      long after = spool.appendIfRoom(facts);
      position = Math.max(position, after);
      return after >= 0;
    }
    while (true) {
      try {
        position = spool.appendWaiting(facts);
        return true;
      } catch (IOException e) {
        if (spool.isClosed() || Thread.currentThread().isInterrupted()) {
          throw e;
        }
        LOG.warn("camera {}: cannot write a fact, trying again: {}", camera, e.toString());
        pause(e);
      }
    }
  }

  private static void pause(IOException cause) throws IOException {
    try {
      TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw cause;
    }
  }
}
