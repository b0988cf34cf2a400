package io.sightline.ingest.camera;

import static io.sightline.ingest.camera.SessionBench.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.avro.Activity;
import io.sightline.avro.ActivityState;
import io.sightline.avro.Analysis;
import io.sightline.avro.CameraHealth;
import io.sightline.avro.Clip;
import io.sightline.avro.FrameKind;
import io.sightline.avro.FrameRef;
import io.sightline.avro.Recording;
import io.sightline.avro.RecordingMode;
import io.sightline.ingest.ffmpeg.FfmpegSource;
import io.sightline.ingest.ffmpeg.TestVideos;
import io.sightline.ingest.ffmpeg.VideoEncoder;
import io.sightline.ingest.media.SourceOptions;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session whose pictures are decoded only when something happens. */
class GatedSessionTest {
  private static final String QUIET = ".".repeat(203);
  private static final String VISITS =
      QUIET + "#".repeat(50) + QUIET + "#".repeat(61) + QUIET + "#".repeat(44) + QUIET;

  @TempDir Path folder;
  private SessionBench bench;

  @BeforeEach
  void open() throws Exception {
    bench = new SessionBench(folder.resolve("gated"));
    bench.gate();
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void visits_beginAndEndAsIfAllWereDecoded() throws Exception {
    assertThat(bench.run(VISITS).failure()).isNull();
    try (SessionBench whole = new SessionBench(folder.resolve("whole"))) {
      whole.run(VISITS);
      assertThat(spans(bench)).hasSize(3).isEqualTo(spans(whole));
      assertThat(times(bench)).isEqualTo(times(whole));
      assertThat(bench.clips())
          .extracting(Clip::getCapturedAt)
          .isEqualTo(whole.clips().stream().map(Clip::getCapturedAt).toList());
    }
    assertThat(bench.counter("sightline.ingest.gate.decoded")).isLessThan(VISITS.length() * 0.6);
  }

  @Test
  void cameraThatIsNotAnalysed_isNotDecodedAndStillMarked() throws Exception {
    bench.camera.setAnalysis(Analysis.OFF);
    bench.recording = RecordingMode.ALWAYS;
    assertThat(bench.run(VISITS).failure()).isNull();
    assertThat(bench.counter("sightline.ingest.gate.decoded")).isZero();
    assertThat(bench.frames(FrameKind.FRAME)).isEmpty();
    assertThat(bench.frames(FrameKind.MARK)).hasSizeGreaterThan(VISITS.length() / 10 - 2);
    assertThat(bench.facts(Recording.class)).isNotEmpty();
  }

  private static List<String> spans(SessionBench of) throws Exception {
    return of.activities(ActivityState.ENDED).stream()
        .map(a -> a.getStartedAt() + " " + a.getEndedAt())
        .toList();
  }

  private static List<Double> times(SessionBench of) throws Exception {
    return of.frames(FrameKind.FRAME).stream().map(f -> seconds(f.getCapturedAt())).toList();
  }

  @Test
  void marks_goOnAndNeverAheadOfWhatMayStillBeDecoded() throws Exception {
    bench.run(VISITS);
    long last = 0;
    long sequence = 0;
    for (FrameRef record : bench.facts(FrameRef.class)) {
      assertThat(record.getSequence()).isEqualTo(sequence++);
      assertThat(Micros.of(record.getCapturedAt())).isGreaterThanOrEqualTo(last);
      assertThat(Micros.of(record.getCapturedAt()) - last)
          .isLessThan(last == 0 ? Long.MAX_VALUE : 7_000_000);
      last = Micros.of(record.getCapturedAt());
    }
    List<FrameRef> marks = bench.frames(FrameKind.MARK);
    FrameRef end = marks.get(marks.size() - 1);
    assertThat(end.getMark().getFinal$()).isTrue();
    assertThat(seconds(end.getCapturedAt())).isEqualTo((VISITS.length() - 1) / 10.0);
  }

  @Test
  void visitAtTheVeryEnd_isFound() throws Exception {
    bench.run(QUIET + QUIET + "#".repeat(13));
    List<Activity> ended = bench.activities(ActivityState.ENDED);
    assertThat(ended).hasSize(1);
    assertThat(seconds(ended.get(0).getStartedAt())).isEqualTo(40.6);
  }

  @Test
  void sourceThatFails_isStillLookedAtToItsLastPicture() throws Exception {
    assertThat(bench.run(QUIET + QUIET + "#".repeat(13) + "!").failure()).contains("cable pulled");
    assertThat(bench.activities(ActivityState.ENDED)).hasSize(1);
  }

  @Test
  void realStream_isFoundTheSame_andMostIsNotDecoded() throws Exception {
    VideoEncoder.Settings settings = TestVideos.h264();
    Path file = TestVideos.visit(folder.resolve("a.mp4"), settings, 500, 300, 340);
    bench.run((c, a) -> FfmpegSource.open(file.toString(), SourceOptions.defaults()));
    try (SessionBench whole = new SessionBench(folder.resolve("whole"))) {
      whole.run((c, a) -> FfmpegSource.open(file.toString(), SourceOptions.defaults()));
      assertThat(spans(bench)).hasSize(1).isEqualTo(spans(whole));
    }
    assertThat(bench.counter("sightline.ingest.gate.decoded")).isLessThan(250);
  }

  @Test
  void streamOfKeyPictures_saysSoOnceAndIsSampled() throws Exception {
    VideoEncoder.Settings settings = TestVideos.h264().withCodec(VideoEncoder.Codec.MJPEG, 0);
    Path file = TestVideos.visit(folder.resolve("a.avi"), settings, 500, 300, 340);
    bench.run((c, a) -> FfmpegSource.open(file.toString(), SourceOptions.defaults()));
    assertThat(bench.facts(CameraHealth.class))
        .filteredOn(h -> h.getDecoding().contains("key picture"))
        .isNotEmpty();
    Activity visit = bench.activities(ActivityState.ENDED).get(0);
    assertThat(seconds(visit.getStartedAt())).isBetween(29.8, 30.4);
    assertThat(bench.counter("sightline.ingest.gate.decoded")).isLessThan(200);
  }

  @Test
  void nothingThatCanBeDecoded_fails() throws Exception {
    assertThat(bench.run((c, a) -> new BlindSource()).failure()).contains("no picture");
  }
}
