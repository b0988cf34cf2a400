package io.sightline.standalone.eval;

import io.sightline.alerting.core.CameraFold;
import io.sightline.alerting.core.CameraState;
import io.sightline.alerting.core.CameraVersion;
import io.sightline.avro.Activity;
import io.sightline.avro.ActivityKind;
import io.sightline.avro.ActivityState;
import io.sightline.avro.Detections;
import io.sightline.avro.EndCause;
import io.sightline.avro.FrameKind;
import io.sightline.avro.Mark;
import io.sightline.avro.Outcome;
import io.sightline.avro.SoundClass;
import io.sightline.ingest.sound.Samples;
import io.sightline.ingest.sound.SoundEvent;
import io.sightline.ingest.sound.SoundModel;
import io.sightline.ingest.sound.SoundSettings;
import io.sightline.ingest.sound.SoundSummary;
import io.sightline.ingest.sound.SoundWatch;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a camera with default settings hears, and what the default rules make of it. */
final class Ears {
  private static final int PIECE = 1024;
  private static final String CAMERA = "ears";

  private final SoundWatch watch;
  private final List<SoundSummary> activities = new ArrayList<>();
  private long samples;

  Ears(double sensitivity, @Nullable SoundModel model) {
    watch = new SoundWatch(SoundSettings.ofSensitivity(sensitivity), model);
  }

  Ears listen(float[] sound) {
    for (int at = 0; at < sound.length; at += PIECE) {
      float[] piece = Arrays.copyOfRange(sound, at, Math.min(sound.length, at + PIECE));
      for (SoundEvent event : watch.listen(new Samples(Samples.micros(samples), piece))) {
        if (event instanceof SoundEvent.Ended ended) {
          activities.add(ended.summary());
        }
      }
      samples += piece.length;
    }
    return this;
  }

  /** Activities so far, the open one included. */
  List<SoundSummary> activities() {
    List<SoundSummary> all = new ArrayList<>(activities);
    SoundSummary open = watch.open();
    if (open != null) {
      all.add(open);
    }
    return all;
  }

  /** Whether the default rules alert on it, by the real decision. */
  static boolean alerts(SoundSummary sound) {
    Activity ended =
        Activity.newBuilder()
            .setActivityId(CAMERA + "-sound")
            .setRecordId(CAMERA + "-sound-ended")
            .setCamera(CAMERA)
            .setKind(ActivityKind.SOUND)
            .setState(ActivityState.ENDED)
            .setCause(EndCause.QUIET)
            .setStartedAt(time(sound.startMicros()))
            .setEndedAt(time(sound.lastMicros()))
            .setOverFloorDb(sound.overFloorDb())
            .setSounds(
                sound.heard().stream().map(h -> new SoundClass(h.label(), h.score())).toList())
            .build();
    Detections mark =
        Detections.newBuilder()
            .setRecordId(CAMERA + "-mark")
            .setCamera(CAMERA)
            .setCapturedAt(time(sound.lastMicros()))
            .setKind(FrameKind.MARK)
            .setMark(Mark.newBuilder().setEnded(List.of(ended)).build())
            .build();
    return new CameraFold("eval")
        .fold(CameraState.EMPTY, mark, CameraVersion.unknown(CAMERA, 1)).decisions().stream()
            .anyMatch(decision -> decision.getOutcome() == Outcome.ALERTED);
  }

  private static Instant time(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
