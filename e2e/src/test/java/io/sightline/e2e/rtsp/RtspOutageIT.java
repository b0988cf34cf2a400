package io.sightline.e2e.rtsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sightline.avro.CameraHealth;
import io.sightline.avro.CameraState;
import io.sightline.avro.GapCause;
import io.sightline.avro.Recording;
import io.sightline.avro.RecordingKind;
import io.sightline.e2e.badinput.Standalone;
import io.sightline.schemas.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A camera that goes away in every way: each time {@code health} says so, and when it is back where
 * the gap was; recordings have that gap and no other, and all between is there. {@code
 * -Dsightline.rtsp.kills=10} kills it more often.
 */
class RtspOutageIT {
  private static final int KILLS = Integer.getInteger("sightline.rtsp.kills", 2);

  /** Two clocks are compared: when the process saw a packet, and when the test did something. */
  private static final Duration SLACK = Duration.ofMillis(1500);

  private static final String CONFIG =
      """
      ingest: {open_timeout: 4s, read_timeout: 3s}
      cameras:
        - {id: door, source: 'rtsp://%s:${file:%s}@%s:%d/h264-aac', recording: always}
      """;

  /** What was done to the camera: it was away at least between the two. */
  private record Outage(String how, Instant began, Instant ended) {}

  @TempDir Path folder;

  @BeforeEach
  void peers() throws Exception {
    RtspServer.assumeInstalled();
  }

  @Test
  void serverKilledAndFrozen_everyGapIsToldWithItsBounds() throws Exception {
    List<Outage> outages = new ArrayList<>();
    try (RtspServer server = RtspServer.start(folder);
        Standalone standalone = standalone(server, "127.0.0.1")) {
      awaitGaps(standalone, 0);
      for (int i = 0; i < KILLS; i++) {
        Instant began = Instant.now();
        server.kill();
        awaitOffline(standalone, i);
        Instant ended = Instant.now();
        server.restart();
        outages.add(new Outage("killed", began, ended));
        awaitGaps(standalone, outages.size());
      }
      Instant began = Instant.now();
      server.freeze();
      awaitOffline(standalone, outages.size());
      Instant ended = Instant.now();
      server.thaw();
      outages.add(new Outage("frozen", began, ended));
      awaitGaps(standalone, outages.size());
      assertGaps(standalone, outages);
      assertNoSecret(standalone);
    }
  }

  @Test
  void packetsDropped_theGapIsToldWithItsBounds() throws Exception {
    Namespace.assumeAllowed();
    try (Namespace namespace = Namespace.create();
        RtspServer server = RtspServer.start(folder, namespace.prefix(), namespace.address(), "");
        Standalone standalone = standalone(server, namespace.address())) {
      awaitGaps(standalone, 0);
      Instant began = Instant.now();
      namespace.dropEverything();
      awaitOffline(standalone, 0);
      Instant ended = Instant.now();
      namespace.letThrough();
      awaitGaps(standalone, 1);
      assertGaps(standalone, List.of(new Outage("cut off", began, ended)));
    }
  }

  private Standalone standalone(RtspServer server, String host) throws Exception {
    Path secret = Files.writeString(folder.resolve("password"), RtspServer.PASSWORD + "\n");
    return Standalone.start(folder, CONFIG.formatted(RtspServer.USER, secret, host, server.port()));
  }

  private static ConditionFactory patiently() {
    return await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(200));
  }

  private static List<CameraHealth> health(Standalone standalone, CameraState state) {
    return standalone.values(Topics.HEALTH).stream().filter(h -> h.getState() == state).toList();
  }

  private static void awaitOffline(Standalone standalone, long gaps) {
    patiently()
        .until(
            () -> health(standalone, CameraState.OFFLINE),
            all -> all.stream().anyMatch(h -> h.getGaps() == gaps));
  }

  /** Online, after so many gaps. */
  private static void awaitGaps(Standalone standalone, long gaps) {
    patiently()
        .until(
            () -> health(standalone, CameraState.ONLINE),
            all -> all.stream().anyMatch(h -> h.getGaps() == gaps));
  }

  private static void assertGaps(Standalone standalone, List<Outage> outages) {
    List<CameraHealth> all = standalone.values(Topics.HEALTH);
    List<CameraHealth> online = health(standalone, CameraState.ONLINE);
    for (int i = 0; i < outages.size(); i++) {
      Outage outage = outages.get(i);
      long number = i + 1;
      CameraHealth back =
          online.stream().filter(h -> h.getGaps() == number).findFirst().orElseThrow();
      Instant from = Objects.requireNonNull(back.getGapStartedAt());
      Instant to = Objects.requireNonNull(back.getGapEndedAt());
      System.out.printf(
          "%s from %s to %s: gap from %s to %s%n",
          outage.how(), outage.began(), outage.ended(), from, to);
      assertThat(from)
          .as("%s: the last picture before", outage.how())
          .isBetween(outage.began().minus(SLACK), outage.began().plus(SLACK));
      assertThat(to)
          .as("%s: the first picture after", outage.how())
          .isAfter(outage.ended().minus(SLACK));
      assertThat(all)
          .filteredOn(h -> h.getState() == CameraState.OFFLINE && h.getGaps() == number - 1)
          .allSatisfy(
              h -> {
                assertThat(h.getLastPacketAt()).isEqualTo(from);
                assertThat(h.getCause()).isNotBlank();
              });
    }
    assertRecorded(standalone, outages);
    CameraHealth last = all.get(all.size() - 1);
    assertThat(last.getReconnects()).isEqualTo(outages.size());
    assertThat(all).extracting(CameraHealth::getEpoch).containsOnly(last.getEpoch());
  }

  /** Each record begins where the one before ended, and only outages are gaps. */
  private static void assertRecorded(Standalone standalone, List<Outage> outages) {
    List<Recording> told =
        standalone.values(Topics.RECORDINGS).stream()
            .filter(r -> r.getKind() != RecordingKind.BEGAN)
            .sorted(Comparator.comparing(Recording::getCapturedAt))
            .toList();
    for (int i = 1; i < told.size(); i++) {
      assertThat(told.get(i).getCapturedAt()).isEqualTo(told.get(i - 1).getEndedAt());
    }
    List<Recording> gaps = told.stream().filter(r -> r.getKind() == RecordingKind.GAP).toList();
    assertThat(gaps).hasSameSizeAs(outages);
    for (int i = 0; i < gaps.size(); i++) {
      Outage outage = outages.get(i);
      assertThat(gaps.get(i).getCause()).isEqualTo(GapCause.SOURCE_LOST);
      assertThat(gaps.get(i).getCapturedAt())
          .as("%s: the end of the recording before", outage.how())
          .isBetween(outage.began().minus(SLACK), outage.began().plus(SLACK));
      assertThat(gaps.get(i).getEndedAt())
          .as("%s: the begin of the recording after", outage.how())
          .isAfter(outage.ended().minus(SLACK));
    }
  }

  private static void assertNoSecret(Standalone standalone) throws Exception {
    assertThat(Files.readString(standalone.log())).doesNotContain("s3cr", RtspServer.USER + ":");
    assertThat(standalone.values(Topics.HEALTH).toString()).doesNotContain("s3cr");
    assertThat(standalone.values(Topics.CAMERAS).toString())
        .contains("${file:")
        .doesNotContain("s3cr");
  }
}
