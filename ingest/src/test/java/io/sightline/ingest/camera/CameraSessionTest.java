package io.sightline.ingest.camera;

import static io.sightline.ingest.camera.SessionBench.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.avro.Activity;
import io.sightline.avro.ActivityState;
import io.sightline.avro.CameraHealth;
import io.sightline.avro.CameraState;
import io.sightline.avro.CameraView;
import io.sightline.avro.Clip;
import io.sightline.avro.ClipRef;
import io.sightline.avro.EndCause;
import io.sightline.avro.FrameKind;
import io.sightline.avro.FrameRef;
import io.sightline.avro.Mask;
import io.sightline.avro.MaskPoint;
import io.sightline.clipstore.ClipStore;
import io.sightline.clipstore.FilesClipStore;
import io.sightline.clipstore.StagedBytes;
import io.sightline.ingest.media.ClipWriter;
import io.sightline.ingest.media.MediaEvent;
import io.sightline.ingest.media.MediaSource;
import io.sightline.ingest.media.SourceException;
import io.sightline.ingest.media.StreamInfo;
import io.sightline.ingest.privacy.Admission;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.specific.SpecificRecord;
import org.assertj.core.data.Offset;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CameraSessionTest {
  private static final String QUIET = ".".repeat(50);

  @TempDir Path folder;
  private SessionBench bench;

  @BeforeEach
  void open() throws Exception {
    bench = new SessionBench(folder);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void visit_isAnActivityWithFramesClipAndMark() throws Exception {
    assertThat(bench.run(QUIET + "#".repeat(50) + QUIET).failure()).isNull();

    Activity ended = bench.activities(ActivityState.ENDED).get(0);
    assertThat(bench.activities(ActivityState.STARTED)).hasSize(1);
    assertThat(ended.getCause()).isEqualTo(EndCause.QUIET);
    assertThat(seconds(ended.getStartedAt())).isEqualTo(5.0);
    Clip clip = bench.clips().get(0);
    assertThat(seconds(clip.getCapturedAt())).isEqualTo(2.0);
    assertThat(clip.getEndedAt()).isAfterOrEqualTo(ended.getEndedAt());
    assertThat(clip.getCameraVersion()).isEqualTo(3);
    assertThat(bench.store.size(clip.getKey())).contains(clip.getBytes());
    assertThat(clip.getSha256()).hasSize(64);
    assertThat(ended.getClips()).containsExactly(clip.getClipId());
    assertThat(ended.getFrames()).isEqualTo(bench.frames(FrameKind.FRAME).size());
  }

  @Test
  void recordsOfFrames_sayTheModeOfTheSite() throws Exception {
    bench.admission = new Admission(true, CameraState.UNKNOWN, "", "away");
    bench.run(QUIET + "#".repeat(50) + QUIET);
    assertThat(bench.frames(FrameKind.FRAME))
        .isNotEmpty()
        .allMatch(f -> f.getMode().equals("away"));
    assertThat(bench.frames(FrameKind.MARK)).isNotEmpty().allMatch(f -> f.getMode().equals("away"));
  }

  @Test
  void firstFrame_showsTheFirstPictureOfTheVisit() throws Exception {
    bench.run(QUIET + "#".repeat(50) + QUIET);
    List<FrameRef> frames = bench.frames(FrameKind.FRAME);
    assertThat(seconds(frames.get(0).getCapturedAt())).isEqualTo(5.0);
    for (FrameRef frame : frames) {
      assertThat(bench.store.size(String.valueOf(frame.getKey()))).isPresent();
    }
    assertThat(frames)
        .extracting(FrameRef::getClipId)
        .containsOnly(bench.clips().get(0).getClipId());
  }

  @Test
  void log_hasNoGapAndNeverGoesBack() throws Exception {
    bench.run(QUIET + "#".repeat(400) + QUIET + "#".repeat(20) + QUIET);
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
    assertThat(bench.facts(FrameRef.class))
        .extracting(FrameRef::getRecordId)
        .doesNotHaveDuplicates();
  }

  @Test
  void marks_comeEachSecondAndCarryEndsAndClips() throws Exception {
    bench.run(QUIET + "#".repeat(400) + QUIET);
    List<FrameRef> marks = bench.frames(FrameKind.MARK);
    List<String> ended =
        marks.stream()
            .flatMap(m -> m.getMark().getEnded().stream())
            .map(Activity::getActivityId)
            .toList();
    List<String> committed =
        marks.stream()
            .flatMap(m -> m.getMark().getCommitted().stream())
            .map(ClipRef::getClipId)
            .toList();
    assertThat(ended).hasSize(1);
    assertThat(committed).isEqualTo(bench.clips().stream().map(Clip::getClipId).toList());
    for (int i = 1; i < marks.size(); i++) {
      double gap =
          seconds(marks.get(i).getCapturedAt()) - seconds(marks.get(i - 1).getCapturedAt());
      assertThat(gap).isBetween(0.0, 1.7);
    }
    assertThat(marks.get(marks.size() - 1).getMark().getFinal$()).isTrue();
    assertThat(marks.subList(0, marks.size() - 1)).noneMatch(m -> m.getMark().getFinal$());
  }

  @Test
  void longActivity_isCutAtKeyPicturesIntoPiecesWithinTheLimit() throws Exception {
    bench.run(QUIET + "#".repeat(800) + QUIET);
    List<Clip> clips = bench.clips();
    assertThat(clips).hasSizeGreaterThan(2);
    for (int i = 0; i < clips.size(); i++) {
      Clip clip = clips.get(i);
      double length = seconds(clip.getEndedAt()) - seconds(clip.getCapturedAt());
      assertThat(length).isLessThanOrEqualTo(30);
      if (i > 0) {
        assertThat(seconds(clip.getCapturedAt()) - seconds(clips.get(i - 1).getEndedAt()))
            .isEqualTo(0.1, Offset.offset(1e-6));
      }
    }
    Activity ended = bench.activities(ActivityState.ENDED).get(0);
    assertThat(ended.getClips()).isEqualTo(clips.stream().map(Clip::getClipId).toList());
  }

  @Test
  void factsOfAnEnd_comeInOrder() throws Exception {
    bench.run(QUIET + "#".repeat(30) + QUIET);
    List<SpecificRecord> facts = bench.facts();
    int clip = facts.indexOf(bench.clips().get(0));
    assertThat(facts.get(clip + 1)).isEqualTo(bench.activities(ActivityState.ENDED).get(0));
    FrameRef mark = (FrameRef) facts.get(clip + 2);
    assertThat(mark.getMark().getEnded()).hasSize(1);
    assertThat(mark.getMark().getCommitted()).hasSize(1);
    assertThat(facts.subList(clip + 1, facts.size()))
        .noneMatch(f -> f instanceof FrameRef r && r.getKind() == FrameKind.FRAME);
  }

  @Test
  void recordingThatEndsInMotion_endsItsActivity() throws Exception {
    bench.run(QUIET + "#".repeat(30));
    assertThat(bench.activities(ActivityState.ENDED))
        .extracting(Activity::getCause)
        .containsExactly(EndCause.SOURCE_ENDED);
    assertThat(bench.clips()).hasSize(1);
    List<CameraHealth> health = bench.facts(CameraHealth.class);
    assertThat(health.get(health.size() - 1).getState()).isEqualTo(CameraState.ENDED);
  }

  @Test
  void sourceThatFails_losesItsActivityAndSaysWhy() throws Exception {
    assertThat(bench.run(QUIET + "#".repeat(30) + "!").failure()).isEqualTo("cable pulled");
    assertThat(bench.activities(ActivityState.ENDED))
        .extracting(Activity::getCause)
        .containsExactly(EndCause.SOURCE_LOST);
    List<CameraHealth> health = bench.facts(CameraHealth.class);
    assertThat(health.get(health.size() - 1).getState()).isEqualTo(CameraState.OFFLINE);
    assertThat(health.get(health.size() - 1).getCause()).isEqualTo("cable pulled");
  }

  @Test
  void cameraThatComesBack_goesOnInTheSameEpoch() throws Exception {
    bench.retry = true;
    int[] opened = {0};
    CameraSources sources =
        (camera, address) -> {
          if (opened[0]++ == 0) {
            throw new SourceException("not there yet");
          }
          return new ScriptedSource(QUIET);
        };
    assertThat(bench.run(sources).failure()).isNull();
    assertThat(bench.facts(CameraHealth.class))
        .extracting(CameraHealth::getState)
        .containsExactly(
            CameraState.STARTING,
            CameraState.OFFLINE,
            CameraState.STARTING,
            CameraState.ONLINE,
            CameraState.ENDED);
  }

  @Test
  void fullClipStore_losesMediaButNoFacts() throws Exception {
    bench.store = new FullStore(new FilesClipStore(folder.resolve("full")));
    bench.run(QUIET + "#".repeat(100) + QUIET);
    assertThat(bench.activities(ActivityState.ENDED)).hasSize(1);
    assertThat(bench.activities(ActivityState.ENDED).get(0).getClips()).isEmpty();
    assertThat(bench.clips()).isEmpty();
    assertThat(bench.frames(FrameKind.FRAME)).isNotEmpty().allMatch(f -> f.getKey() == null);
    assertThat(bench.facts(CameraHealth.class))
        .anyMatch(h -> h.getCause() != null && h.getCause().contains("No space left"));
  }

  @Test
  void stoppedSession_endsItsActivityAndMarksTheEnd() throws Exception {
    CameraSession session =
        new CameraSession(
            bench.context((camera, address) -> new EndlessSource()), bench.log, e -> {});
    session.start();
    Awaitility.await().until(() -> !bench.activities(ActivityState.STARTED).isEmpty());
    session.requestStop();
    session.awaitStop(10_000);
    assertThat(bench.activities(ActivityState.ENDED)).hasSize(1);
    List<FrameRef> marks = bench.frames(FrameKind.MARK);
    assertThat(marks.get(marks.size() - 1).getMark().getFinal$()).isTrue();
  }

  @Test
  void sessionStoppedWhileAClipIsStored_keepsTheClip() throws Exception {
    CompletableFuture<CameraSession> stopped = new CompletableFuture<>();
    ClipWriter.Factory plain = bench.writers;
    bench.writers = new StoppingWriters(plain, () -> stopped.join().requestStop());
    CameraSession session =
        new CameraSession(
            bench.context((camera, address) -> new ScriptedSource(QUIET + "#".repeat(30) + QUIET)),
            bench.log,
            e -> {});
    stopped.complete(session);
    session.start();
    Awaitility.await().until(() -> !bench.activities(ActivityState.ENDED).isEmpty());
    session.awaitStop(10_000);
    assertThat(bench.clips()).hasSize(1);
    assertThat(bench.facts(CameraHealth.class)).allMatch(h -> h.getCause() == null);
  }

  /** Something happens just before a clip is completed. */
  private record StoppingWriters(ClipWriter.Factory inner, Runnable before)
      implements ClipWriter.Factory {
    @Override
    public String extension(StreamInfo info) {
      return inner.extension(info);
    }

    @Override
    public ClipWriter open(StagedBytes scratch, StreamInfo info) throws IOException {
      ClipWriter writer = inner.open(scratch, info);
      return new ClipWriter() {
        @Override
        public void write(MediaEvent.Packet packet) throws IOException {
          writer.write(packet);
        }

        @Override
        public Written finish(StagedBytes target) throws IOException {
          before.run();
          return writer.finish(target);
        }

        @Override
        public Written complete() throws IOException {
          before.run();
          return writer.complete();
        }

        @Override
        public void close() {
          writer.close();
        }
      };
    }

    @Override
    public ClipWriter.Written salvage(StagedBytes scratch, StagedBytes target) throws IOException {
      return inner.salvage(scratch, target);
    }

    @Override
    public ClipWriter.Written describe(String name, SeekableByteChannel media) throws IOException {
      return inner.describe(name, media);
    }
  }

  @Test
  void cameraThatIsLostAndComesBack_tellsTheGap() throws Exception {
    bench.retry = true;
    bench.captureClock =
        (info, after, waited) -> after < 0 ? Micros.of(SessionBench.START) : after + 5 * 1_000_000L;
    int[] opened = {0};
    bench.run((camera, address) -> new ScriptedSource(opened[0]++ == 0 ? "..........!" : QUIET));
    List<CameraHealth> health = bench.facts(CameraHealth.class);
    assertThat(health.get(2).getState()).isEqualTo(CameraState.OFFLINE);
    assertThat(health.get(2).getLastPacketAt()).isEqualTo(SessionBench.START.plusMillis(1000));
    assertThat(health.get(1).getPackets() + health.get(2).getPackets()).isEqualTo(11);
    CameraHealth back = health.get(4);
    assertThat(back.getState()).isEqualTo(CameraState.ONLINE);
    assertThat(back.getGaps()).isEqualTo(1);
    assertThat(back.getReconnects()).isEqualTo(1);
    assertThat(back.getGapStartedAt()).isEqualTo(SessionBench.START.plusMillis(1000));
    assertThat(back.getGapEndedAt()).isEqualTo(SessionBench.START.plusMillis(6000));
  }

  @Test
  void cameraThatIsNotOpened_isOfflineWithTheCause() throws Exception {
    CameraSession.refuse(bench.log, bench.store, bench.clock, "max_cameras 1 are open already");
    CameraHealth health = bench.facts(CameraHealth.class).get(0);
    assertThat(health.getState()).isEqualTo(CameraState.OFFLINE);
    assertThat(health.getCause()).contains("max_cameras 1");
  }

  @Test
  void cameraWithAnotherPictureSize_isOpenedAgainWithoutAnOutage() throws Exception {
    bench.retry = true;
    int[] opened = {0};
    bench.run((camera, address) -> new ScriptedSource(opened[0]++ == 0 ? "..........*" : QUIET));
    assertThat(bench.facts(CameraHealth.class))
        .extracting(CameraHealth::getState)
        .doesNotContain(CameraState.OFFLINE)
        .endsWith(CameraState.ONLINE, CameraState.ENDED);
    assertThat(opened[0]).isEqualTo(2);
  }

  @Test
  void cameraThatGoesOn_saysSoEachMinuteWithFigures() throws Exception {
    bench.clock = new TurnedClock(Duration.ofMillis(100));
    bench.run(".".repeat(1500));
    List<CameraHealth> health = bench.facts(CameraHealth.class);
    List<CameraHealth> beats =
        health.stream().filter(h -> h.getState() == CameraState.ONLINE).skip(1).toList();
    assertThat(beats).hasSizeGreaterThanOrEqualTo(2);
    assertThat(beats).allSatisfy(h -> assertThat(h.getPeriodMs()).isBetween(59_000L, 61_000L));
    assertThat(beats).allSatisfy(h -> assertThat(h.getPackets()).isPositive());
    assertThat(beats).extracting(CameraHealth::getView).contains(CameraView.CLEAR);
  }

  /** Goes on by a step each time it is read. */
  private static final class TurnedClock extends Clock {
    private final Duration step;
    private Instant now = Instant.parse("2026-04-01T00:00:00Z");

    TurnedClock(Duration step) {
      this.step = step;
    }

    @Override
    public Instant instant() {
      now = now.plus(step);
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  @Test
  void privacy_commitsWhatWasBeforeAndTakesNothingAfter() throws Exception {
    long switched = 80 * ScriptedSource.STEP;
    CameraSession session =
        new CameraSession(
            bench.context((camera, address) -> new Switched(switched)), bench.log, e -> {});
    session.start();
    session.awaitStop(60_000);
    int facts = bench.facts().size();
    session.requestStop();

    assertThat(session.isShut()).isTrue();
    assertThat(bench.activities(ActivityState.ENDED))
        .extracting(Activity::getCause)
        .containsExactly(EndCause.PRIVACY);
    assertThat(bench.clips()).hasSize(1);
    Clip clip = bench.clips().get(0);
    assertThat(bench.store.size(clip.getKey())).isPresent();
    assertThat(seconds(clip.getEndedAt())).isEqualTo((switched - ScriptedSource.STEP) / 1e6);
    List<FrameRef> marks = bench.frames(FrameKind.MARK);
    assertThat(marks.get(marks.size() - 1).getMark().getFinal$()).isTrue();
    assertThat(bench.facts()).hasSize(facts);
    assertThat(bench.facts(CameraHealth.class))
        .extracting(CameraHealth::getState)
        .doesNotContain(CameraState.ENDED, CameraState.OFFLINE);
    bench.admission = Admission.OPEN;
    assertThat(session.isShut()).isTrue();
  }

  /** The site is switched to privacy just before the packet of that time comes. */
  private final class Switched implements MediaSource {
    private final MediaSource script = new ScriptedSource(QUIET + "#".repeat(100));
    private final long atMicros;

    Switched(long atMicros) {
      this.atMicros = atMicros;
    }

    @Override
    public StreamInfo info() {
      return script.info();
    }

    @Override
    public @Nullable MediaEvent next() throws SourceException {
      MediaEvent event = script.next();
      if (event instanceof MediaEvent.Packet packet && packet.ptsMicros() >= atMicros) {
        bench.admission = Admission.NOT_YET;
      }
      return event;
    }

    @Override
    public void close() {}
  }

  @Test
  void privacyFromTheBeginning_opensNothing() throws Exception {
    bench.admission = Admission.NOT_YET;
    CameraSession session =
        new CameraSession(
            bench.context(
                (camera, address) -> {
                  throw new AssertionError("opened");
                }),
            bench.log,
            e -> {});
    session.start();
    session.awaitStop(10_000);
    assertThat(bench.facts()).isEmpty();
  }

  @Test
  void motionUnderAMask_isNone() throws Exception {
    bench.masks = List.of(mask(0, 0.2f, 1, 0.8f, false));
    bench.run(QUIET + "#".repeat(100) + QUIET);
    assertThat(bench.activities(ActivityState.STARTED)).isEmpty();
  }

  @Test
  void pictureThatCannotBeMasked_isNotStored() throws Exception {
    bench.masks = List.of(mask(0, 0.8f, 1, 1, false));
    bench.run(QUIET + "#".repeat(50) + QUIET);
    assertThat(bench.activities(ActivityState.ENDED)).hasSize(1);
    assertThat(bench.frames(FrameKind.FRAME)).isNotEmpty().allMatch(f -> f.getKey() == null);
  }

  @Test
  void packetsThatAreNotMasked_areNotTakenWhereMasksAreBurntIn() throws Exception {
    bench.masks = List.of(mask(0, 0.2f, 1, 0.8f, true));
    assertThat(bench.run(QUIET + "#".repeat(100) + QUIET).failure()).contains("burnt in");
    assertThat(bench.clips()).isEmpty();
  }

  private static Mask mask(float left, float top, float right, float bottom, boolean burntIn) {
    return Mask.newBuilder()
        .setName("wall")
        .setPoints(
            List.of(
                new MaskPoint(left, top),
                new MaskPoint(right, top),
                new MaskPoint(right, bottom),
                new MaskPoint(left, bottom)))
        .setBurntIn(burntIn)
        .build();
  }

  @Test
  void scratchFile_isGoneAfterTheClip() throws Exception {
    bench.run(QUIET + "#".repeat(30) + QUIET);
    try (var staged = Files.list(folder.resolve("clips/.staged"))) {
      assertThat(staged).isEmpty();
    }
    assertThat(bench.store.check()).isEmpty();
  }

  /** Nothing fits any more. */
  private record FullStore(FilesClipStore inner) implements ClipStore {
    @Override
    public StagedObject stage(String key) throws IOException {
      throw new IOException("No space left on device");
    }

    @Override
    public Optional<Path> leftStaged(String key) {
      return inner.leftStaged(key);
    }

    @Override
    public void discardStaged(String key) throws IOException {
      inner.discardStaged(key);
    }

    @Override
    public void put(String key, byte[] bytes) throws IOException {
      throw new IOException("No space left on device");
    }

    @Override
    public InputStream open(String key, long offset) throws IOException {
      return inner.open(key, offset);
    }

    @Override
    public Optional<Long> size(String key) throws IOException {
      return inner.size(key);
    }

    @Override
    public Deleted delete(String prefix, Set<String> keep) throws IOException {
      return inner.delete(prefix, keep);
    }

    @Override
    public List<StoredObject> list(String prefix) throws IOException {
      return inner.list(prefix);
    }

    @Override
    public long freeBytes() {
      return 0;
    }

    @Override
    public List<Violation> check() throws IOException {
      return inner.check();
    }

    @Override
    public void close() {
      inner.close();
    }
  }
}
