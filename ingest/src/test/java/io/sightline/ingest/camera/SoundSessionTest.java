package io.sightline.ingest.camera;

import static io.sightline.ingest.camera.SessionBench.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sightline.avro.Activity;
import io.sightline.avro.ActivityKind;
import io.sightline.avro.ActivityState;
import io.sightline.avro.CameraHealth;
import io.sightline.avro.Clip;
import io.sightline.avro.ClipRef;
import io.sightline.avro.EndCause;
import io.sightline.avro.FrameKind;
import io.sightline.avro.FrameRef;
import io.sightline.avro.SoundAnalysis;
import io.sightline.ingest.media.SourceException;
import io.sightline.schemas.Ids;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SoundSessionTest {
  private static final String QUIET = ".".repeat(80);

  @TempDir Path folder;
  private SessionBench bench;

  @BeforeEach
  void open() throws Exception {
    bench = new SessionBench(folder);
    bench.hearing = new Hearing(track -> new SoundingSource.Letters(), null);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private String run(String pictures, String sound) throws Exception {
    return bench.run((camera, address) -> new SoundingSource(pictures, sound)).failure();
  }

  private List<Activity> ended(ActivityKind kind) throws Exception {
    return bench.activities(ActivityState.ENDED).stream().filter(a -> a.getKind() == kind).toList();
  }

  private List<Activity> endedInMarks() throws Exception {
    return bench.frames(FrameKind.MARK).stream()
        .flatMap(mark -> mark.getMark().getEnded().stream())
        .toList();
  }

  @Test
  void soundInAnEmptyRoom_isAnActivityWithItsClipAndNoFrames() throws Exception {
    assertThat(run(".".repeat(180), QUIET + "##########" + ".".repeat(90))).isNull();

    Activity sound = ended(ActivityKind.SOUND).get(0);
    assertThat(bench.activities(ActivityState.ENDED)).containsExactly(sound);
    assertThat(seconds(sound.getStartedAt())).isEqualTo(8, within(0.11));
    assertThat(seconds(sound.getEndedAt())).isEqualTo(9, within(0.11));
    assertThat((double) sound.getOverFloorDb()).isEqualTo(40, within(2.5));
    assertThat(sound.getCause()).isEqualTo(EndCause.QUIET);
    assertThat(sound.getFrames()).isZero();
    assertThat(sound.getSounds()).isEmpty();
    assertThat(Ids.isSound(sound.getActivityId())).isTrue();
    Clip clip = bench.clips().get(0);
    assertThat(bench.clips()).hasSize(1);
    assertThat(sound.getClips()).containsExactly(clip.getClipId());
    assertThat(seconds(clip.getCapturedAt())).isEqualTo(5);
    assertThat(clip.getEndedAt()).isAfter(sound.getEndedAt());
    assertThat(bench.store.size(clip.getKey())).contains(clip.getBytes());
    assertThat(endedInMarks()).containsExactly(sound);
  }

  @Test
  void soundThatGoesOn_isToldInMarks() throws Exception {
    run(".".repeat(180), QUIET + "##########" + ".".repeat(90));

    FrameRef first =
        bench.frames(FrameKind.MARK).stream()
            .filter(mark -> !mark.getMark().getHeard().isEmpty())
            .findFirst()
            .orElseThrow();
    assertThat(seconds(first.getCapturedAt())).isBetween(8.0, 8.6);
    assertThat(first.getMark().getHeard())
        .isEqualTo(bench.activities(ActivityState.STARTED).subList(0, 1));
  }

  @Test
  void soundAndMotionAtOnce_areTwoActivitiesEachWithItsOwnClips() throws Exception {
    run(QUIET + "#".repeat(500) + QUIET, QUIET + "#....".repeat(100) + QUIET);

    assertThat(ended(ActivityKind.MOTION)).hasSize(1);
    assertThat(ended(ActivityKind.SOUND)).hasSize(1);
    List<Clip> clips = bench.clips();
    assertThat(clips).hasSizeGreaterThanOrEqualTo(4);
    assertThat(clips).extracting(Clip::getClipId).doesNotHaveDuplicates();
    assertThat(clips).extracting(Clip::getPrefix).doesNotHaveDuplicates();
    for (Activity activity : bench.activities(ActivityState.ENDED)) {
      assertThat(clips)
          .filteredOn(clip -> clip.getActivityId().equals(activity.getActivityId()))
          .extracting(Clip::getClipId)
          .isEqualTo(activity.getClips());
    }
    assertThat(
            bench.frames(FrameKind.MARK).stream()
                .flatMap(mark -> mark.getMark().getCommitted().stream())
                .map(ClipRef::getClipId))
        .containsExactlyInAnyOrderElementsOf(clips.stream().map(Clip::getClipId).toList());
  }

  @Test
  void log_hasNoGapAndNeverGoesBack() throws Exception {
    String busy = QUIET + "#...#.......#..##....####....".repeat(12) + QUIET;
    run(busy, QUIET + "..#...........##.........................####".repeat(7) + QUIET);

    assertThat(ended(ActivityKind.SOUND)).hasSizeGreaterThan(3);
    long sequence = 0;
    long last = 0;
    int frames = 0;
    for (FrameRef record : bench.facts(FrameRef.class)) {
      assertThat(record.getSequence()).isEqualTo(sequence++);
      assertThat(Micros.of(record.getCapturedAt())).isGreaterThanOrEqualTo(last);
      last = Micros.of(record.getCapturedAt());
      if (record.getKind() == FrameKind.MARK) {
        assertThat(record.getMark().getFrames()).isEqualTo(frames);
        frames = 0;
      } else {
        frames++;
      }
    }
    assertThat(endedInMarks()).extracting(Activity::getActivityId).doesNotHaveDuplicates();
    assertThat(endedInMarks()).isEqualTo(bench.activities(ActivityState.ENDED));
    assertThat(bench.facts(FrameRef.class))
        .extracting(FrameRef::getRecordId)
        .doesNotHaveDuplicates();
    assertThat(bench.facts(Activity.class))
        .extracting(Activity::getRecordId)
        .doesNotHaveDuplicates();
  }

  @Test
  void recordingThatEndsInSound_endsItsActivityBeforeTheFinalMark() throws Exception {
    run(".".repeat(100), QUIET + "#".repeat(20));

    assertThat(ended(ActivityKind.SOUND))
        .singleElement()
        .matches(sound -> sound.getCause() == EndCause.SOURCE_ENDED);
    List<FrameRef> marks = bench.frames(FrameKind.MARK);
    assertThat(marks.get(marks.size() - 1).getMark().getFinal$()).isTrue();
    assertThat(endedInMarks()).hasSize(1);
  }

  @Test
  void sourceThatFailsInSound_losesIt() throws Exception {
    assertThat(run(".".repeat(100) + "!", QUIET + "#".repeat(40))).isEqualTo("cable pulled");

    assertThat(ended(ActivityKind.SOUND))
        .singleElement()
        .matches(sound -> sound.getCause() == EndCause.SOURCE_LOST);
  }

  @Test
  void soundWithoutEnd_isCutAndContinued() throws Exception {
    run(".".repeat(1500), QUIET + "##.".repeat(440) + ".".repeat(50));

    List<Activity> sounds = ended(ActivityKind.SOUND);
    assertThat(sounds).hasSize(2);
    assertThat(sounds.get(0).getCause()).isEqualTo(EndCause.CUT);
    assertThat(sounds.get(1).getContinues()).isEqualTo(sounds.get(0).getActivityId());
    assertThat(sounds.get(0).getClips()).hasSizeGreaterThan(3);
  }

  @Test
  void soundSwitchedOff_isNeitherDecodedNorAnActivity() throws Exception {
    bench.camera.setSound(SoundAnalysis.OFF);
    bench.hearing =
        new Hearing(
            track -> {
              throw new SourceException("asked for");
            },
            null);
    run(".".repeat(180), QUIET + "##########" + ".".repeat(90));

    assertThat(bench.facts(Activity.class)).isEmpty();
    assertThat(bench.facts(CameraHealth.class)).allMatch(h -> h.getCause() == null);
  }

  @Test
  void trackThatCannotBeDecoded_isTroubleAndTheCameraGoesOn() throws Exception {
    bench.hearing =
        new Hearing(
            track -> {
              throw new SourceException("no decoder for the sound, which is letters");
            },
            null);
    run(QUIET + "#".repeat(50) + QUIET, QUIET + "#".repeat(50) + QUIET);

    assertThat(bench.facts(CameraHealth.class))
        .anyMatch(h -> String.valueOf(h.getCause()).contains("cannot listen: no decoder"));
    assertThat(bench.activities(ActivityState.ENDED))
        .extracting(Activity::getKind)
        .containsExactly(ActivityKind.MOTION);
  }

  @Test
  void brokenSound_isToldOnce() throws Exception {
    run(".".repeat(700), "x".repeat(700));

    assertThat(bench.facts(CameraHealth.class))
        .filteredOn(h -> h.getCause() != null)
        .singleElement()
        .matches(h -> h.getCause().contains("500 packets of sound were broken"));
  }
}
