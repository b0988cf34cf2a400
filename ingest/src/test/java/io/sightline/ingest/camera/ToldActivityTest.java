package io.sightline.ingest.camera;

import static io.sightline.ingest.camera.SessionBench.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sightline.avro.Activity;
import io.sightline.avro.ActivityState;
import io.sightline.avro.Analysis;
import io.sightline.avro.EndCause;
import io.sightline.avro.FrameKind;
import io.sightline.avro.FrameRef;
import io.sightline.avro.Recording;
import io.sightline.avro.RecordingKind;
import io.sightline.avro.RecordingMode;
import io.sightline.avro.Told;
import io.sightline.ingest.events.EventDesk;
import io.sightline.ingest.events.EventOutcome;
import io.sightline.ingest.events.ToldEvent;
import io.sightline.ingest.events.ToldEvent.Phase;
import io.sightline.ingest.motion.Region;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToldActivityTest {
  private static final Region DOOR = new Region(0.25f, 0.25f, 0.5f, 0.5f);
  private static final Instant TOLD_AT = SessionBench.CLOCK.instant();

  @TempDir Path folder;
  private final Map<Integer, ToldEvent> telling = new HashMap<>();
  private final EventDesk desk = new EventDesk(SessionBench.CLOCK, new SimpleMeterRegistry());
  private SessionBench bench;

  @BeforeEach
  void open() throws Exception {
    bench = new SessionBench(folder);
    bench.events = desk.open(bench.camera.build());
  }

  @AfterEach
  void close() {
    bench.close();
  }

  /** Runs a script; what is told at a picture is told just before it comes. */
  private void run(String script) throws Exception {
    bench.run(
        (camera, address) ->
            new TellingSource(
                new ScriptedSource(script),
                picture -> {
                  ToldEvent event = telling.get(picture);
                  if (event != null) {
                    assertThat(desk.tell("cam", event)).isEqualTo(EventOutcome.TAKEN);
                  }
                }));
  }

  private static ToldEvent event(String id, Phase phase) {
    return event(id, phase, null, List.of());
  }

  private static ToldEvent event(
      String id, Phase phase, @Nullable Instant started, List<Region> regions) {
    return new ToldEvent("http:doorbell", id, phase, "person", 0.75f, started, regions);
  }

  private Activity ended() throws Exception {
    assertThat(bench.activities(ActivityState.ENDED)).hasSize(1);
    return bench.activities(ActivityState.ENDED).get(0);
  }

  @Test
  void eventAtAQuietCamera_isAnActivityWithFramesClipAndSource() throws Exception {
    telling.put(50, event("7", Phase.STARTED, TOLD_AT, List.of(DOOR)));
    telling.put(150, event("7", Phase.ENDED));
    run(".".repeat(300));

    Activity ended = ended();
    assertThat(bench.activities(ActivityState.STARTED).get(0).getSource())
        .isEqualTo("http:doorbell");
    assertThat(ended.getSource()).isEqualTo("http:doorbell");
    assertThat(ended.getTold())
        .containsExactly(new Told("http:doorbell", "7", "person", 0.75f, TOLD_AT));
    assertThat(ended.getCause()).isEqualTo(EndCause.QUIET);
    assertThat(ended.getMovingMs()).isZero();
    assertThat(seconds(ended.getStartedAt())).isEqualTo(5.0, Offset.offset(0.3));
    assertThat(seconds(ended.getEndedAt())).isEqualTo(15 + 2.6, Offset.offset(0.5));
    assertThat(bench.clips()).hasSize(1);
    assertThat(seconds(bench.clips().get(0).getCapturedAt())).isEqualTo(2.0);
    List<FrameRef> frames = bench.frames(FrameKind.FRAME);
    assertThat(frames).hasSizeGreaterThanOrEqualTo(2 * 12).hasSize(ended.getFrames());
    assertThat(frames.get(10).getRegions()).isEqualTo(ActivityRecorder.boxes(List.of(DOOR)));
  }

  @Test
  void eventThatIsOverAtOnce_isStillLookedAt() throws Exception {
    telling.put(50, event("7", Phase.STARTED));
    telling.put(51, event("7", Phase.ENDED));
    run(".".repeat(150));
    assertThat(ended().getFrames()).isGreaterThanOrEqualTo(5);
  }

  @Test
  void eventDuringMotion_joinsItsActivity() throws Exception {
    telling.put(70, event("7", Phase.SINGLE));
    run(".".repeat(50) + "#".repeat(50) + ".".repeat(150));

    Activity ended = ended();
    assertThat(ended.getSource()).isEmpty();
    assertThat(ended.getTold()).extracting(Told::getId).containsExactly("7");
    assertThat(ended.getMovingMs()).isPositive();
    assertThat(seconds(ended.getEndedAt())).isGreaterThan(17 + 2);
  }

  @Test
  void motionDuringEvent_joinsItsActivity() throws Exception {
    telling.put(20, event("7", Phase.STARTED));
    telling.put(120, event("7", Phase.ENDED));
    run(".".repeat(50) + "#".repeat(50) + ".".repeat(150));

    Activity ended = ended();
    assertThat(ended.getSource()).isEqualTo("http:doorbell");
    assertThat(ended.getMovingMs()).isPositive();
  }

  @Test
  void motionAtACameraOfOthersEvents_isNothing() throws Exception {
    bench.camera.setAnalysis(Analysis.EXTERNAL);
    telling.put(150, event("7", Phase.SINGLE));
    run(".".repeat(50) + "#".repeat(50) + ".".repeat(200));

    assertThat(seconds(ended().getStartedAt())).isEqualTo(15.0, Offset.offset(0.3));
    assertThat(bench.frames(FrameKind.MARK)).hasSizeGreaterThan(25);
  }

  @Test
  void eventAtACameraThatIsNotAnalysed_startsItsRecording() throws Exception {
    bench.camera.setAnalysis(Analysis.EXTERNAL);
    bench.recording = RecordingMode.ON_ACTIVITY;
    telling.put(150, event("7", Phase.STARTED));
    telling.put(200, event("7", Phase.ENDED));
    run("#".repeat(400));
    assertThat(bench.facts(Recording.class))
        .extracting(Recording::getKind)
        .containsExactly(RecordingKind.BEGAN, RecordingKind.PIECE, RecordingKind.ENDED);
    Recording piece = bench.facts(Recording.class).get(1);
    assertThat(seconds(piece.getCapturedAt())).isEqualTo(12.0);
    assertThat(seconds(piece.getEndedAt())).isBetween(25.0, 30.0);
    assertThat(bench.frames(FrameKind.FRAME)).isNotEmpty();
  }

  @Test
  void cameraWithoutAnalysis_takesNoEvents() throws Exception {
    bench.camera.setAnalysis(Analysis.OFF);
    desk.open(bench.camera.build());
    assertThat(desk.tell("cam", event("7", Phase.SINGLE))).isEqualTo(EventOutcome.OFF);
    run(".".repeat(50) + "#".repeat(50) + ".".repeat(50));
    assertThat(bench.facts(Activity.class)).isEmpty();
  }

  @Test
  void eventThatGoesOn_isCutAndContinued() throws Exception {
    for (int second = 10; second < 200; second += 10) {
      telling.put(second * 10, event("7", second == 10 ? Phase.STARTED : Phase.ONGOING));
    }
    run(".".repeat(2000));

    List<Activity> ended = bench.activities(ActivityState.ENDED);
    assertThat(ended).hasSize(2);
    assertThat(ended.get(0).getCause()).isEqualTo(EndCause.CUT);
    assertThat(ended.get(1).getContinues()).isEqualTo(ended.get(0).getActivityId());
    assertThat(ended).extracting(Activity::getSource).containsOnly("http:doorbell");
    assertThat(ended).allMatch(a -> a.getTold().size() == 1);
  }

  @Test
  void eventThatWasToldLate_hasAClipThatBeginsEarlier() throws Exception {
    telling.put(100, event("7", Phase.SINGLE, TOLD_AT.minus(Duration.ofSeconds(2)), List.of()));
    run(".".repeat(300));
    assertThat(seconds(bench.clips().get(0).getCapturedAt())).isEqualTo(10 - 3 - 2.0);
  }

  @Test
  void eventWithAWrongClock_isTakenWhenItCame() throws Exception {
    telling.put(100, event("7", Phase.SINGLE, TOLD_AT.plus(Duration.ofDays(400)), List.of()));
    run(".".repeat(300));
    assertThat(seconds(bench.clips().get(0).getCapturedAt())).isEqualTo(10 - 3.0);
  }

  @Test
  void log_neverGoesBack() throws Exception {
    telling.put(30, event("1", Phase.SINGLE, TOLD_AT.minus(Duration.ofSeconds(5)), List.of()));
    telling.put(60, event("2", Phase.STARTED, TOLD_AT.minus(Duration.ofSeconds(9)), List.of()));
    run(".".repeat(50) + "#".repeat(50) + ".".repeat(900));
    List<FrameRef> log = bench.facts(FrameRef.class);
    for (int i = 1; i < log.size(); i++) {
      assertThat(log.get(i).getSequence()).isEqualTo(i);
      assertThat(log.get(i).getCapturedAt()).isAfterOrEqualTo(log.get(i - 1).getCapturedAt());
    }
  }

  @Test
  void eventBehindTheGate_opensIt() throws Exception {
    bench.gate();
    telling.put(305, event("7", Phase.STARTED, null, List.of(DOOR)));
    telling.put(405, event("7", Phase.ENDED));
    run(".".repeat(900));

    Activity ended = ended();
    assertThat(ended.getSource()).isEqualTo("http:doorbell");
    assertThat(seconds(ended.getStartedAt())).isBetween(30.0, 30.7);
    assertThat(seconds(ended.getEndedAt())).isEqualTo(40.5 + 2.6, Offset.offset(0.5));
    assertThat(bench.clips()).hasSize(1);
    assertThat(bench.counter("sightline.ingest.gate.decoded")).isLessThan(500);
  }

  @Test
  void externalEventBehindTheGate_isTheOnlyActivity() throws Exception {
    bench.gate();
    bench.camera.setAnalysis(Analysis.EXTERNAL);
    telling.put(405, event("7", Phase.SINGLE));
    run(".".repeat(300) + "#".repeat(50) + ".".repeat(550));
    assertThat(seconds(ended().getStartedAt())).isBetween(40.0, 40.7);
  }
}
