package io.sightline.e2e.badinput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sightline.avro.Activity;
import io.sightline.avro.ActivityState;
import io.sightline.avro.Alert;
import io.sightline.avro.CameraHealth;
import io.sightline.avro.CameraState;
import io.sightline.avro.Clip;
import io.sightline.avro.Decision;
import io.sightline.avro.EndCause;
import io.sightline.avro.SiteMode;
import io.sightline.ingest.ffmpeg.FfmpegSource;
import io.sightline.ingest.mask.Cover;
import io.sightline.ingest.mask.MaskArea;
import io.sightline.ingest.mask.MaskArea.Corner;
import io.sightline.ingest.mask.Masks;
import io.sightline.ingest.media.MediaEvent;
import io.sightline.ingest.media.MediaSource;
import io.sightline.ingest.media.SourceOptions;
import io.sightline.schemas.Topics;
import io.sightline.standalone.demo.DemoVideo;
import io.sightline.standalone.mode.SiteModes;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In privacy mode not one byte of media is written. */
class PrivacyIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final Duration WHILE = Duration.ofSeconds(5);

  private static final String CAMERAS =
      """
      cameras:
        - {id: hall, source: scene.mp4, loop: true}
        - id: yard
          source: scene.mp4
          loop: true
          masks:
            - {name: neighbour, points: [[0, 0], [0.2, 0], [0.2, 0.3]], burnt_in: true}
      """;

  private static final Masks MASKS =
      new Masks(
          List.of(
              new MaskArea(
                  "neighbour",
                  List.of(new Corner(0, 0), new Corner(0.2, 0), new Corner(0.2, 0.3)),
                  true)));

  @TempDir Path folder;

  @Test
  void privacy_stopsAllMediaUntilItIsLeft() throws Exception {
    DemoVideo.write(folder.resolve("scene.mp4"));
    List<String> before;
    try (Standalone standalone = Standalone.start(folder, CAMERAS)) {
      await().atMost(PATIENCE).until(() -> !snapshots(standalone).isEmpty());
      await().atMost(PATIENCE).until(() -> open(standalone).size() == 2);
      switchTo(standalone, SiteMode.PRIVACY);
      awaitState(standalone, CameraState.PRIVACY);

      unchangedFor(WHILE);
      assertThat(open(standalone)).isEmpty();
      assertThat(causes(standalone)).contains(EndCause.PRIVACY);
      allDecidedOnce(standalone);
      before = clips(standalone);
      assertThat(before).isNotEmpty();
      assertThat(cause(standalone, "hall")).contains("privacy mode", "set by test");
      Path snapshot = folder.resolve("data/clips").resolve(snapshots(standalone).getLast());
      assertBlack(snapshot, ImageIO.read(snapshot.toFile()));
      assertThat(maskedClips()).isNotEmpty();
      for (Path clip : maskedClips()) {
        assertBlack(clip);
      }
    }
    try (Standalone again = Standalone.start(folder, CAMERAS)) {
      awaitState(again, CameraState.PRIVACY);
      unchangedFor(WHILE);
      assertThat(clips(again)).isEqualTo(before);

      damageMode(again);
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(cause(again, "hall")).contains("cannot be read"));
      assertThat(new SiteModes(again.kafka()).newest("home").getMode()).isEqualTo(SiteMode.UNKNOWN);
      unchangedFor(Duration.ofSeconds(2));

      switchTo(again, SiteMode.AWAY);
      awaitState(again, CameraState.ONLINE);
      await().atMost(PATIENCE).until(() -> clips(again).size() > before.size());
    }
  }

  private static Deque<String> snapshots(Standalone standalone) {
    Deque<String> snapshots = new ArrayDeque<>();
    for (Alert alert : standalone.values(Topics.ALERTS)) {
      if (alert.getCamera().equals("yard") && alert.getSnapshot() != null) {
        snapshots.add(alert.getSnapshot());
      }
    }
    return snapshots;
  }

  private List<Path> maskedClips() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("data/clips/yard"))) {
      return files.filter(file -> file.toString().endsWith(".mp4")).toList();
    }
  }

  private static void assertBlack(Path file, BufferedImage picture) {
    for (Cover.Run run : MASKS.exact(picture.getWidth(), picture.getHeight()).runs()) {
      for (int x = run.left(); x < run.right(); x++) {
        assertThat(picture.getRGB(x, run.row()) & 0xffffff).as(file.toString()).isZero();
      }
    }
  }

  private static void assertBlack(Path clip) throws Exception {
    try (MediaSource source = FfmpegSource.open(clip.toString(), SourceOptions.defaults())) {
      int width = source.info().width();
      int height = source.info().height();
      for (MediaEvent event = source.next(); event != null; event = source.next()) {
        if (event instanceof MediaEvent.Picture picture) {
          byte[] luma = picture.luma(width, height);
          byte[] black = luma.clone();
          MASKS.exact(width, height).blacken(black);
          assertThat(luma).as(clip.toString()).isEqualTo(black);
        }
      }
    }
  }

  private static void switchTo(Standalone standalone, SiteMode mode) throws Exception {
    new SiteModes(standalone.kafka()).set("home", mode, "test", Instant.EPOCH);
  }

  private static void damageMode(Standalone standalone) throws Exception {
    Properties properties = standalone.kafka().producer("damage");
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer())) {
      String topic = standalone.kafka().topics().name(Topics.MODES);
      byte[] letter = "Dear site".getBytes(StandardCharsets.UTF_8);
      producer.send(new ProducerRecord<>(topic, "home", letter)).get();
    }
  }

  private static void awaitState(Standalone standalone, CameraState state) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(newest(standalone).values())
                    .hasSize(2)
                    .extracting(CameraHealth::getState)
                    .containsOnly(state));
  }

  private static Map<String, CameraHealth> newest(Standalone standalone) {
    Map<String, CameraHealth> newest = new HashMap<>();
    standalone.values(Topics.HEALTH).forEach(health -> newest.put(health.getCamera(), health));
    return newest;
  }

  private static String cause(Standalone standalone, String camera) {
    return String.valueOf(newest(standalone).get(camera).getCause());
  }

  /** Activities that began and have not ended. */
  private static List<String> open(Standalone standalone) {
    Map<String, ActivityState> states = new TreeMap<>();
    for (Activity activity : standalone.values(Topics.ACTIVITY)) {
      states.put(activity.getActivityId(), activity.getState());
    }
    states.values().removeIf(state -> state == ActivityState.ENDED);
    return List.copyOf(states.keySet());
  }

  private static List<EndCause> causes(Standalone standalone) {
    return standalone.values(Topics.ACTIVITY).stream()
        .filter(activity -> activity.getState() == ActivityState.ENDED)
        .map(Activity::getCause)
        .toList();
  }

  private static void allDecidedOnce(Standalone standalone) {
    List<String> ended =
        standalone.values(Topics.ACTIVITY).stream()
            .filter(activity -> activity.getState() == ActivityState.ENDED)
            .map(Activity::getActivityId)
            .toList();
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(standalone.values(Topics.DECISIONS))
                    .extracting(Decision::getActivityId)
                    .containsExactlyInAnyOrderElementsOf(ended));
  }

  private static List<String> clips(Standalone standalone) {
    return standalone.values(Topics.CLIPS).stream()
        .filter(clip -> clip.getRevision() == 0)
        .map(Clip::getClipId)
        .sorted()
        .toList();
  }

  /** Frames go away after their decision; nothing may come, grow or be touched. */
  private void unchangedFor(Duration time) throws IOException {
    Map<String, String> then = media();
    await()
        .during(time)
        .atMost(time.plus(PATIENCE))
        .untilAsserted(() -> assertThat(then.entrySet()).containsAll(media().entrySet()));
  }

  /** Each file of the clip store with its size and time, what is staged included. */
  private Map<String, String> media() throws IOException {
    Map<String, String> media = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder.resolve("data/clips"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        try {
          media.put(
              file.toString(), Files.size(file) + " bytes, " + Files.getLastModifiedTime(file));
        } catch (IOException gone) {
          media.remove(file.toString());
        }
      }
    }
    return media;
  }
}
