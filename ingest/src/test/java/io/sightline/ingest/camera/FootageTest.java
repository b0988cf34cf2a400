package io.sightline.ingest.camera;

import static io.sightline.ingest.camera.SessionBench.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sightline.avro.Activity;
import io.sightline.avro.ActivityState;
import io.sightline.avro.Clip;
import io.sightline.avro.FrameKind;
import io.sightline.avro.FrameRef;
import io.sightline.ingest.ffmpeg.FfmpegClipWriters;
import io.sightline.ingest.ffmpeg.FfmpegSource;
import io.sightline.ingest.media.SourceOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real footage through real sources; where the footage is absent, nothing is tested. */
class FootageTest {
  private static final double[][] VISITS = {
    {6.0, 19.8}, {22.8, 44.9}, {50.2, 70.1}, {74.5, 86.9}, {92.1, 120.2}, {123.5, 136.2}
  };

  @TempDir Path folder;

  private static Path footage(String name) {
    Path file = Path.of(System.getProperty("sightline.assets", "absent"), "footage", name);
    assumeTrue(Files.exists(file), () -> "no footage at " + file);
    return file;
  }

  private SessionBench run(String name) throws Exception {
    Path file = footage(name);
    SessionBench bench = new SessionBench(folder);
    bench.writers = new FfmpegClipWriters();
    assertThat(
            bench
                .run((c, a) -> FfmpegSource.open(file.toString(), SourceOptions.defaults()))
                .failure())
        .isNull();
    return bench;
  }

  @Test
  void roomVisits_areSampledFromTheirStartAndGapsAreSeen() throws Exception {
    try (SessionBench bench = run("room-visits.mp4")) {
      List<Double> frames =
          bench.frames(FrameKind.FRAME).stream().map(f -> seconds(f.getCapturedAt())).toList();
      for (double[] visit : VISITS) {
        assertThat(frames)
            .as("a frame within 0.5 s of %s s", visit[0])
            .anyMatch(t -> t >= visit[0] - 0.2 && t <= visit[0] + 0.5);
        for (double t = visit[0]; t < visit[1] - 0.5; t += 0.25) {
          double from = t;
          assertThat(frames).anyMatch(f -> f >= from && f <= from + 0.5);
        }
        assertThat(bench.clips())
            .as("a clip covers the start at %s s", visit[0])
            .anyMatch(c -> seconds(c.getCapturedAt()) <= visit[0] && covers(c, visit[0]));
      }
      for (int i = 1; i < VISITS.length; i++) {
        double from = VISITS[i - 1][1] + 0.6;
        double to = VISITS[i][0] - 0.2;
        assertThat(frames.stream().filter(f -> f > from && f < to).count())
            .as("frames of the empty room before %s s", VISITS[i][0])
            .isGreaterThanOrEqualTo(3);
      }
    }
  }

  private static boolean covers(Clip clip, double second) {
    return seconds(clip.getEndedAt()) >= second;
  }

  @Test
  void roomVisits_throughTheGate_beginNoLater() throws Exception {
    Path file = footage("room-visits.mp4");
    List<Double> whole;
    try (SessionBench bench = new SessionBench(folder.resolve("whole"))) {
      whole = starts(bench, file);
    }
    try (SessionBench bench = new SessionBench(folder.resolve("gated"))) {
      bench.gate();
      List<Double> gated = starts(bench, file);
      assertThat(gated).hasSameSizeAs(whole);
      for (int i = 0; i < whole.size(); i++) {
        assertThat(gated.get(i)).isLessThanOrEqualTo(whole.get(i) + 0.5);
      }
      List<Double> frames =
          bench.frames(FrameKind.FRAME).stream().map(f -> seconds(f.getCapturedAt())).toList();
      for (double[] visit : VISITS) {
        assertThat(frames).anyMatch(t -> t >= visit[0] - 0.2 && t <= visit[0] + 0.5);
      }
    }
  }

  @Test
  void treeInWind_throughTheGate_findsTheHand() throws Exception {
    Path file = footage("tree-in-wind.avi");
    try (SessionBench bench = new SessionBench(folder.resolve("gated"))) {
      bench.gate();
      assertThat(starts(bench, file)).isNotEmpty();
    }
  }

  private static List<Double> starts(SessionBench bench, Path file) throws Exception {
    bench.writers = new FfmpegClipWriters();
    bench.run((c, a) -> FfmpegSource.open(file.toString(), SourceOptions.defaults()));
    return bench.activities(ActivityState.STARTED).stream()
        .map(a -> seconds(a.getStartedAt()))
        .toList();
  }

  @Test
  void treeInWind_endsendsEveryActivityItBegins() throws Exception {
    try (SessionBench bench = run("tree-in-wind.avi")) {
      List<String> started = ids(bench.activities(ActivityState.STARTED));
      assertThat(ids(bench.activities(ActivityState.ENDED))).isEqualTo(started);
      List<FrameRef> marks = bench.frames(FrameKind.MARK);
      assertThat(marks.get(marks.size() - 1).getMark().getFinal$()).isTrue();
    }
  }

  private static List<String> ids(List<Activity> activities) {
    return activities.stream().map(Activity::getActivityId).toList();
  }
}
