package io.sightline.ingest.camera;

import static io.sightline.ingest.camera.SessionBench.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sightline.avro.Activity;
import io.sightline.avro.ActivityState;
import io.sightline.avro.CameraHealth;
import io.sightline.avro.CameraState;
import io.sightline.avro.Clip;
import io.sightline.avro.EndCause;
import io.sightline.avro.FrameKind;
import io.sightline.avro.FrameRef;
import io.sightline.avro.Recording;
import io.sightline.avro.RecordingKind;
import io.sightline.avro.RecordingMode;
import io.sightline.ingest.media.MediaSource;
import io.sightline.ingest.media.SourceException;
import io.sightline.ingest.privacy.Admission;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two streams of one camera: the main one is stored, the other looked at. */
@Timeout(120)
class SubStreamTest {
  private static final int MAIN_WIDTH = 1920;
  private static final int SUB_WIDTH = 320;
  private static final String QUIET = ".".repeat(150);
  private static final String LONG = ".".repeat(3000);

  @TempDir private Path folder;
  private final Pace pace = new Pace();
  private final Deque<String> mains = new ArrayDeque<>();
  private final Deque<String> subs = new ArrayDeque<>();
  private SessionBench bench;
  private CameraSession session;

  @BeforeEach
  void open() throws Exception {
    bench = new SessionBench(folder);
    bench.gate();
    bench.retry = true;
    bench.recording = RecordingMode.ALWAYS;
    bench.camera.setAnalysisSource("sub");
    bench.captureClock = (info, after, waited) -> Micros.of(SessionBench.START) + pace.nowMicros();
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private synchronized MediaSource open(String address) throws SourceException {
    boolean sub = address.equals("sub");
    String script = (sub ? subs : mains).poll();
    if (script == null) {
      throw new SourceException("no answer from " + address);
    }
    return pace.source(script, sub ? SUB_WIDTH : MAIN_WIDTH);
  }

  /** Both streams are there, and nothing has come of them yet. */
  private void start(List<String> main, List<String> sub) {
    mains.addAll(main);
    subs.addAll(sub);
    session = new CameraSession(bench.context((c, address) -> open(address)), bench.log, e -> {});
    session.start();
    await().until(() -> pace.waiting() == (sub.isEmpty() ? 1 : 2));
  }

  private void stop() {
    session.requestStop();
    session.awaitStop(10_000);
  }

  private List<CameraHealth> health() throws Exception {
    return bench.facts(CameraHealth.class);
  }

  private CameraHealth lastHealth() throws Exception {
    List<CameraHealth> all = health();
    return all.get(all.size() - 1);
  }

  private void awaitSub(CameraState state) {
    await().until(() -> lastHealth().getAnalysisState() == state);
  }

  private List<RecordingKind> recordings() throws Exception {
    return bench.facts(Recording.class).stream().map(Recording::getKind).toList();
  }

  @Test
  void visitInTheSubStream_isFoundAndItsClipIsOfTheMainStream() throws Exception {
    start(List.of(LONG), List.of(QUIET + "#".repeat(50) + LONG));
    pace.step(260);
    stop();
    List<Activity> ended = bench.activities(ActivityState.ENDED);
    assertThat(ended).extracting(Activity::getCause).containsExactly(EndCause.QUIET);
    assertThat(seconds(ended.get(0).getStartedAt())).isBetween(15.0, 15.4);
    List<FrameRef> frames = bench.frames(FrameKind.FRAME);
    assertThat(frames).isNotEmpty();
    assertThat(bench.store.open(frames.get(0).getKey(), 0).readAllBytes()).endsWith('#');
    Clip clip = bench.clips().get(0);
    assertThat(clip.getWidth()).isEqualTo(MAIN_WIDTH);
    assertThat(seconds(clip.getCapturedAt()))
        .isBetween(10.0, seconds(ended.get(0).getStartedAt()) - 3);
    assertThat(lastHealth().getAnalysisState()).isEqualTo(CameraState.ONLINE);
    assertThat(lastHealth().getAnalysisWidth()).isEqualTo(SUB_WIDTH);
    assertThat(recordings()).containsOnly(RecordingKind.BEGAN, RecordingKind.PIECE);
    List<FrameRef> marks = bench.frames(FrameKind.MARK);
    assertThat(marks.stream().filter(m -> m.getMark().getFinal$())).hasSize(1);
    assertThat(marks.get(marks.size() - 1).getMark().getFinal$()).isTrue();
  }

  @Test
  void subStreamThatIsLost_theMainStreamIsLookedAtUntilItIsBack() throws Exception {
    String main = QUIET + QUIET + "#".repeat(50) + LONG;
    start(List.of(main), List.of(".".repeat(100) + "!", QUIET + "#".repeat(40) + LONG));
    pace.step(110);
    awaitSub(CameraState.OFFLINE);
    assertThat(lastHealth().getState()).isEqualTo(CameraState.ONLINE);
    assertThat(lastHealth().getAnalysisCause()).contains("cable pulled");
    await().until(() -> pace.waiting() == 2);
    pace.step(280);
    awaitSub(CameraState.ONLINE);
    stop();
    List<Activity> ended = bench.activities(ActivityState.ENDED);
    assertThat(ended).extracting(Activity::getCause).contains(EndCause.QUIET);
    assertThat(bench.clips()).extracting(Clip::getWidth).containsOnly(MAIN_WIDTH);
    assertThat(recordings()).doesNotContain(RecordingKind.GAP);
  }

  @Test
  void subStreamThatIsBackWhileMuchGoesOn_isTakenAfterAWhile() throws Exception {
    start(
        List.of(".".repeat(100) + "#".repeat(3000)),
        List.of(".".repeat(100) + "!", "_".repeat(30) + LONG));
    pace.step(110);
    awaitSub(CameraState.OFFLINE);
    await().until(() -> pace.waiting() == 2);
    pace.step(250);
    assertThat(lastHealth().getAnalysisState()).isEqualTo(CameraState.OFFLINE);
    assertThat(bench.activities(ActivityState.ENDED)).isEmpty();
    pace.step(100);
    awaitSub(CameraState.ONLINE);
    stop();
    Activity ended = bench.activities(ActivityState.ENDED).get(0);
    assertThat(ended.getCause()).isEqualTo(EndCause.CUT);
    assertThat(ended.getClips())
        .isNotEmpty()
        .isSubsetOf(bench.clips().stream().map(Clip::getClipId).toList());
  }

  @Test
  void subStreamThatCannotBeOpened_theMainStreamIsLookedAt() throws Exception {
    start(List.of(QUIET + "#".repeat(50) + LONG), List.of());
    awaitSub(CameraState.OFFLINE);
    pace.step(260);
    stop();
    assertThat(lastHealth().getAnalysisCause()).contains("no answer");
    List<Activity> ended = bench.activities(ActivityState.ENDED);
    assertThat(ended).extracting(Activity::getCause).containsExactly(EndCause.QUIET);
    assertThat(seconds(ended.get(0).getStartedAt())).isBetween(15.0, 15.4);
  }

  @Test
  void subStreamThatFallsSilent_theMainStreamIsLookedAtAfterAWhile() throws Exception {
    start(List.of(LONG), List.of(".".repeat(100) + "_".repeat(100) + LONG));
    pace.step(120);
    assertThat(lastHealth().getAnalysisState()).isEqualTo(CameraState.ONLINE);
    pace.step(30);
    awaitSub(CameraState.OFFLINE);
    assertThat(lastHealth().getAnalysisCause()).contains("no picture of the sub-stream for 4 s");
    pace.step(100);
    awaitSub(CameraState.ONLINE);
    stop();
  }

  @Test
  void mainStreamThatIsLost_isAGapAndAnalysisGoesOn() throws Exception {
    start(
        List.of(".".repeat(170) + "!", LONG), List.of(QUIET + "#".repeat(100) + ".".repeat(2000)));
    pace.step(180);
    await().until(() -> lastHealth().getState() == CameraState.OFFLINE);
    assertThat(lastHealth().getCause()).contains("cable pulled");
    assertThat(lastHealth().getAnalysisState()).isEqualTo(CameraState.ONLINE);
    pace.step(20);
    await().until(() -> pace.waiting() == 2);
    pace.step(120);
    stop();
    List<Activity> ended = bench.activities(ActivityState.ENDED);
    assertThat(ended).extracting(Activity::getCause).containsExactly(EndCause.QUIET);
    assertThat(ended.get(0).getMovingMs()).isGreaterThan(9000);
    assertThat(recordings()).containsSubsequence(List.of(RecordingKind.PIECE, RecordingKind.GAP));
    assertThat(bench.clips()).hasSize(2);
    assertThat(ended.get(0).getClips())
        .isEqualTo(bench.clips().stream().map(Clip::getClipId).toList());
    assertThat(bench.frames(FrameKind.MARK).stream().filter(m -> m.getMark().getFinal$()))
        .hasSize(1);
  }

  @Test
  void privacy_endsBoth() throws Exception {
    start(List.of(LONG), List.of(QUIET + "#".repeat(100) + LONG));
    pace.step(170);
    bench.admission = Admission.NOT_YET;
    pace.step(1);
    session.awaitStop(10_000);
    await().until(() -> pace.waiting() == 0);
    assertThat(bench.activities(ActivityState.ENDED))
        .extracting(Activity::getCause)
        .containsExactly(EndCause.PRIVACY);
    int facts = bench.facts().size();
    pace.step(20);
    assertThat(bench.facts()).hasSize(facts);
  }

  @Test
  void capturedTimes_onlyGrow() throws Exception {
    String main = QUIET + QUIET + "#".repeat(50) + LONG;
    start(List.of(main), List.of(".".repeat(100) + "!", QUIET + "#".repeat(40) + LONG));
    pace.step(110);
    awaitSub(CameraState.OFFLINE);
    await().until(() -> pace.waiting() == 2);
    pace.step(280);
    stop();
    long[] times =
        bench.facts(FrameRef.class).stream().mapToLong(f -> Micros.of(f.getCapturedAt())).toArray();
    assertThat(times).isEqualTo(Arrays.stream(times).sorted().toArray());
  }
}
