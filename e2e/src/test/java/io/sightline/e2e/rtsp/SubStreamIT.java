package io.sightline.e2e.rtsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sightline.avro.Activity;
import io.sightline.avro.ActivityState;
import io.sightline.avro.CameraHealth;
import io.sightline.avro.CameraState;
import io.sightline.avro.Clip;
import io.sightline.avro.FrameKind;
import io.sightline.avro.FrameRef;
import io.sightline.avro.GapCause;
import io.sightline.avro.Recording;
import io.sightline.avro.RecordingKind;
import io.sightline.e2e.badinput.Standalone;
import io.sightline.schemas.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A camera with two streams of one scene, from a server each: the small one is looked at, the large
 * one stored; then one of them is lost, and the other.
 */
@Timeout(400)
class SubStreamIT {
  private static final int MAIN_WIDTH = 640;
  private static final int SUB_WIDTH = 320;
  private static final int VISIT_EVERY_SECONDS = 18;
  private static final int VISIT_SECONDS = 6;

  /** The scene is made, encoded and decoded on a busy machine. */
  private static final double SLACK_SECONDS = 1.5;

  private static final Duration LEARNT = Duration.ofSeconds(9);

  private static final String CONFIG =
      """
      ingest: {open_timeout: 10s, read_timeout: 4s}
      cameras:
        - id: door
          source: 'rtsp://%1$s:${file:%2$s}@127.0.0.1:%3$d/visits-main'
          analysis_source: 'rtsp://%1$s:${file:%2$s}@127.0.0.1:%4$d/visits-sub'
          recording: always
      """;

  @TempDir Path folder;

  @Test
  void subStreamIsLookedAtAndMainStreamStored_alsoWhileOneOfThemIsLost() throws Exception {
    RtspServer.assumeInstalled();
    assumeTrue(RtspServer.run("ffmpeg", "-version"), "needs ffmpeg");
    Path secret = Files.writeString(folder.resolve("password"), RtspServer.PASSWORD + "\n");
    try (RtspServer main = RtspServer.start(folder);
        RtspServer sub = RtspServer.start(folder);
        Standalone standalone =
            Standalone.start(
                folder, CONFIG.formatted(RtspServer.USER, secret, main.port(), sub.port()))) {
      both(standalone);

      awaitEmptyScene();
      sub.kill();
      awaitHealth(standalone, h -> h.getAnalysisState() == CameraState.OFFLINE);
      CameraHealth withoutSub = last(standalone);
      assertThat(withoutSub.getState()).isEqualTo(CameraState.ONLINE);
      assertThat(withoutSub.getAnalysisCause()).isNotBlank();
      awaitFrame(standalone, MAIN_WIDTH, Instant.now());
      sub.restart();
      awaitHealth(standalone, h -> h.getAnalysisState() == CameraState.ONLINE);

      main.freeze();
      awaitHealth(standalone, h -> h.getState() == CameraState.OFFLINE);
      assertThat(last(standalone).getAnalysisState()).isEqualTo(CameraState.ONLINE);
      awaitFrame(standalone, SUB_WIDTH, Instant.now());
      main.thaw();
      awaitHealth(standalone, h -> h.getState() == CameraState.ONLINE && h.getGaps() == 1);
      patiently()
          .until(
              () -> standalone.values(Topics.RECORDINGS),
              all -> all.stream().anyMatch(r -> r.getKind() == RecordingKind.GAP));
      assertThat(standalone.values(Topics.RECORDINGS))
          .filteredOn(r -> r.getKind() == RecordingKind.GAP)
          .extracting(Recording::getCause)
          .containsExactly(GapCause.SOURCE_LOST);
      noSecretIsTold(standalone);
    }
  }

  /**
   * The gentler moment: whoever is there as the main stream begins to be looked at is its scene.
   */
  private static void awaitEmptyScene() {
    patiently()
        .until(
            () -> Instant.now().getEpochSecond() % VISIT_EVERY_SECONDS,
            second -> second > VISIT_SECONDS + 1 && second < VISIT_EVERY_SECONDS - 5);
  }

  private void both(Standalone standalone) throws Exception {
    awaitHealth(
        standalone,
        h -> h.getState() == CameraState.ONLINE && h.getAnalysisState() == CameraState.ONLINE);
    CameraHealth health = last(standalone);
    assertThat(health.getWidth()).isEqualTo(MAIN_WIDTH);
    assertThat(health.getAnalysisWidth()).isEqualTo(SUB_WIDTH);
    Instant both = health.getCapturedAt();
    patiently()
        .until(
            () -> standalone.values(Topics.FRAMES),
            all -> all.stream().anyMatch(f -> f.getCapturedAt().isAfter(both.plus(LEARNT))));
    patiently().until(() -> Instant.now().getEpochSecond() % VISIT_EVERY_SECONDS > VISIT_SECONDS);
    Files.createFile(folder.resolve("visits"));
    patiently()
        .until(
            () -> standalone.values(Topics.CLIPS),
            all -> all.stream().anyMatch(c -> c.getCapturedAt().isAfter(both)));
    Clip clip =
        standalone.values(Topics.CLIPS).stream()
            .filter(c -> c.getCapturedAt().isAfter(both))
            .findFirst()
            .orElseThrow();
    Activity visit =
        standalone.values(Topics.ACTIVITY).stream()
            .filter(a -> a.getState() == ActivityState.STARTED)
            .filter(a -> a.getActivityId().equals(clip.getActivityId()))
            .findFirst()
            .orElseThrow();
    assertThat(clip.getWidth()).isEqualTo(MAIN_WIDTH);
    assertThat(clip.getCapturedAt()).isBefore(visit.getStartedAt().minusSeconds(2));
    double intoVisit = visit.getStartedAt().toEpochMilli() / 1e3 % VISIT_EVERY_SECONDS;
    assertThat(Math.min(intoVisit, VISIT_EVERY_SECONDS - intoVisit)).isLessThan(SLACK_SECONDS);
    assertThat(standalone.values(Topics.FRAMES))
        .filteredOn(f -> f.getKind() == FrameKind.FRAME && f.getCapturedAt().isAfter(both))
        .extracting(FrameRef::getWidth)
        .containsOnly(SUB_WIDTH);
    patiently()
        .until(
            () -> standalone.values(Topics.RECORDINGS),
            all -> all.stream().anyMatch(r -> covers(r, clip)));
    Set<String> stored = new HashSet<>();
    for (Recording piece : standalone.values(Topics.RECORDINGS)) {
      if (piece.getKind() == RecordingKind.PIECE) {
        stored.addAll(packets(Objects.requireNonNull(piece.getKey())));
      }
    }
    assertThat(packets(clip.getKey())).hasSizeGreaterThan(60).isSubsetOf(stored);
  }

  private static boolean covers(Recording piece, Clip clip) {
    return piece.getKind() == RecordingKind.PIECE && piece.getEndedAt().isAfter(clip.getEndedAt());
  }

  /** Digests of the pictures as they are stored. */
  private List<String> packets(String key) throws Exception {
    Path file = folder.resolve("data/clips").resolve(key);
    Path out = folder.resolve("packets.txt");
    boolean read =
        RtspServer.run(
            "ffmpeg",
            "-v",
            "error",
            "-y",
            "-i",
            file.toString(),
            "-map",
            "0:v",
            "-c",
            "copy",
            "-f",
            "framemd5",
            out.toString());
    assertThat(read).as("ffmpeg reads %s", file).isTrue();
    return Files.readAllLines(out, StandardCharsets.UTF_8).stream()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.substring(line.lastIndexOf(',') + 1).strip())
        .toList();
  }

  private static ConditionFactory patiently() {
    return await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(300));
  }

  private static CameraHealth last(Standalone standalone) {
    List<CameraHealth> all = standalone.values(Topics.HEALTH);
    return all.get(all.size() - 1);
  }

  /** What it said last of what went wrong. */
  private static String warnings(Standalone standalone) throws IOException {
    List<String> all =
        Files.readAllLines(standalone.log()).stream()
            .filter(line -> line.contains(" WARN ") || line.contains(" ERROR "))
            .toList();
    return String.join("\n", all.subList(Math.max(0, all.size() - 20), all.size()));
  }

  private static void awaitHealth(Standalone standalone, Predicate<CameraHealth> wanted) {
    patiently()
        .untilAsserted(
            () -> {
              CameraHealth health = last(standalone);
              assertThat(wanted.test(health))
                  .as("%s, after %s", health, warnings(standalone))
                  .isTrue();
            });
  }

  private static void awaitFrame(Standalone standalone, int width, Instant after) {
    patiently()
        .until(
            () -> standalone.values(Topics.FRAMES),
            all ->
                all.stream()
                    .anyMatch(
                        f ->
                            f.getKind() == FrameKind.FRAME
                                && f.getWidth() == width
                                && f.getKey() != null
                                && f.getCapturedAt().isAfter(after)));
  }

  private static void noSecretIsTold(Standalone standalone) throws Exception {
    assertThat(Files.readString(standalone.log())).doesNotContain("s3cr");
    assertThat(standalone.values(Topics.HEALTH).toString()).doesNotContain("s3cr");
    assertThat(standalone.values(Topics.CAMERAS).toString()).doesNotContain("s3cr");
  }
}
