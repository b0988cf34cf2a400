package io.sightline.ingest.camera;

import io.sightline.avro.Activity;
import io.sightline.avro.ActivityKind;
import io.sightline.avro.ActivityState;
import io.sightline.avro.Clip;
import io.sightline.avro.EndCause;
import io.sightline.clipstore.ClipLayout;
import io.sightline.ingest.clip.ClipSalvage;
import io.sightline.ingest.clip.StoredClip;
import io.sightline.ingest.media.ClipWriter.Written;
import io.sightline.ingest.spool.OpenActivity;
import io.sightline.runtime.Build;
import io.sightline.schemas.Ids;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends what an earlier epoch left open, so that no activity stays without its decision. */
public final class LostActivities {
  private static final Logger LOG = LoggerFactory.getLogger(LostActivities.class);

  private final ClipSalvage salvage;
  private final Clock clock;

  public LostActivities(ClipSalvage salvage, Clock clock) {
    this.salvage = salvage;
    this.clock = clock;
  }

  /**
   * Writes the end of one activity: its clip as far as it can be saved, the end with cause LOST,
   * and a mark that carries both.
   *
   * @param log of the activity's camera, in the new epoch
   */
  public void end(OpenActivity lost, CameraLog log) throws IOException {
    List<Clip> saved = new ArrayList<>();
    List<String> clips = new ArrayList<>(lost.clips());
    for (String clipId : lost.open()) {
      Optional<Clip> clip = save(clipId, lost, log);
      clip.ifPresent(saved::add);
      if (clip.isEmpty()) {
        clips.remove(clipId);
      }
    }
    LOG.info(
        "activity {}: lost with epoch before {}; {} of {} open clips saved",
        lost.activityId(),
        log.epoch(),
        saved.size(),
        lost.open().size());
    log.ended(activity(lost, clips, log), saved, lost.lastMicros() + 1);
  }

  private static Activity activity(OpenActivity lost, List<String> clips, CameraLog log) {
    return Activity.newBuilder()
        .setActivityId(lost.activityId())
        .setRecordId(lost.activityId() + "-ended")
        .setCamera(log.camera())
        .setCapturedAt(Micros.instant(lost.lastMicros()))
        .setEpoch(log.epoch())
        .setBuild(Build.version())
        .setCameraVersion(lost.cameraVersion())
        .setKind(Ids.isSound(lost.activityId()) ? ActivityKind.SOUND : ActivityKind.MOTION)
        .setState(ActivityState.ENDED)
        .setStartedAt(Micros.instant(lost.startedMicros()))
        .setEndedAt(Micros.instant(lost.lastMicros()))
        .setCause(EndCause.LOST)
        .setContinues(lost.continues())
        .setMovingMs(lost.movingMillis())
        .setLevel(lost.level())
        .setFrames(lost.frames())
        .setClips(clips)
        .build();
  }

  private Optional<Clip> save(String clipId, OpenActivity lost, CameraLog log) throws IOException {
    String prefix = ClipLayout.prefix(log.camera(), clipId, Ids.time(clipId));
    return salvage.rescue(prefix).map(stored -> record(clipId, prefix, stored, lost, log));
  }

  private Clip record(
      String clipId, String prefix, StoredClip stored, OpenActivity lost, CameraLog log) {
    long named = Micros.of(Ids.time(clipId));
    Written written = stored.written();
    long length = written.lastPtsMicros() - written.firstPtsMicros();
    // A later piece is named after its first picture; the first began a lead-in before its name.
    boolean later = lost.clips().indexOf(clipId) > 0;
    long start = later ? named : Math.min(named, Math.max(named, lost.lastMicros()) - length);
    return ClipRecords.of(
        clipId,
        prefix,
        stored,
        Clip.newBuilder()
            .setCamera(log.camera())
            .setActivityId(lost.activityId())
            .setEpoch(log.epoch())
            .setBuild(Build.version())
            .setCameraVersion(lost.cameraVersion())
            .setCapturedAt(Micros.instant(Math.max(0, start)))
            .setEndedAt(Micros.instant(Math.max(0, start) + length))
            .setRecordedAt(clock.instant())
            .setSalvaged(true));
  }
}
