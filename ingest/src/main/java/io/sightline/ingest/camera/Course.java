package io.sightline.ingest.camera;

import io.sightline.avro.Activity;
import io.sightline.avro.ActivityKind;
import io.sightline.avro.Box;
import io.sightline.avro.SoundClass;
import io.sightline.ingest.motion.ActivitySummary;
import io.sightline.ingest.sound.SoundModel;
import io.sightline.ingest.sound.SoundSummary;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An activity so far, of either kind. Times are capture times, microseconds.
 *
 * @param level motion: largest share of the picture that differed
 * @param overFloorDb sound: loudest moment over the floor
 * @param sounds sound: what it was taken for
 * @param model sound: by what; null without one
 */
record Course(
    ActivityKind kind,
    long startMicros,
    long lastMicros,
    long movingMicros,
    float level,
    List<Box> regions,
    float overFloorDb,
    List<SoundClass> sounds,
    @Nullable SoundModel model) {

  static Course of(ActivitySummary motion) {
    return new Course(
        ActivityKind.MOTION,
        motion.startMicros(),
        motion.lastMicros(),
        motion.movingMicros(),
        motion.level(),
        ActivityRecorder.boxes(motion.regions()),
        0,
        List.of(),
        null);
  }

  static Course of(SoundSummary sound, @Nullable SoundModel model) {
    return new Course(
        ActivityKind.SOUND,
        sound.startMicros(),
        sound.lastMicros(),
        sound.loudMicros(),
        0,
        List.of(),
        sound.overFloorDb(),
        sound.heard().stream().map(h -> new SoundClass(h.label(), h.score())).toList(),
        model);
  }

  void describe(Activity.Builder activity) {
    activity
        .setKind(kind)
        .setStartedAt(Micros.instant(startMicros))
        .setMovingMs(movingMicros / 1000)
        .setLevel(level)
        .setRegions(regions)
        .setOverFloorDb(overFloorDb)
        .setSounds(sounds)
        .setSoundModel(model == null ? "" : model.name())
        .setSoundModelDigest(model == null ? "" : model.digest());
  }
}
