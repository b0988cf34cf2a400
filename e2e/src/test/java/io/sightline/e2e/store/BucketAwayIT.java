package io.sightline.e2e.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sightline.avro.CameraHealth;
import io.sightline.avro.Clip;
import io.sightline.clipstore.FaultyWay;
import io.sightline.clipstore.S3ClipStore;
import io.sightline.clipstore.S3Server;
import io.sightline.clipstore.s3.S3Bucket;
import io.sightline.e2e.badinput.Standalone;
import io.sightline.schemas.Topics;
import io.sightline.standalone.demo.DemoVideo;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bucket that goes away while cameras go on, and comes back. */
class BucketAwayIT {
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  @TempDir Path folder;

  @Test
  void clipsOfTheTimeWithoutABucket_areToldKeptAndSent() throws Exception {
    DemoVideo.write(folder.resolve("scene.mp4"));
    try (S3Server server = S3Server.startOpen()) {
      server.newBucket();
      try (FaultyWay way = new FaultyWay(server.endpoint());
          S3ClipStore bucket =
              S3ClipStore.forReading(S3Bucket.open(server.settingsVia(server.endpoint())), folder);
          Standalone standalone = startedWhileAway(server, way)) {
        await().atMost(PATIENCE).until(() -> !standalone.values(Topics.CLIPS).isEmpty());
        way.away = true;
        await()
            .atMost(PATIENCE)
            .until(
                () ->
                    standalone.values(Topics.HEALTH).stream()
                        .anyMatch(BucketAwayIT::tellsOfWaiting));
        Path unsent = folder.resolve("data/clips/.unsent");
        assertThat(Files.list(unsent)).isNotEmpty();
        List<Clip> clips = standalone.values(Topics.CLIPS);
        way.away = false;
        await().atMost(PATIENCE).until(() -> isEmpty(unsent));
        for (Clip clip : clips) {
          assertThat(sha256(bucket, clip.getKey())).isEqualTo(clip.getSha256());
        }
      }
    }
  }

  /** A bucket that is away keeps nobody from starting. */
  private Standalone startedWhileAway(S3Server server, FaultyWay way) throws Exception {
    way.away = true;
    Standalone standalone = Standalone.start(folder, configuration(server, way));
    way.away = false;
    return standalone;
  }

  private static boolean tellsOfWaiting(CameraHealth health) {
    return health.getUnsentObjects() > 0
        && health.getUnsentBytes() > 0
        && health.getCause() != null;
  }

  private static boolean isEmpty(Path folder) throws Exception {
    try (var files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }

  private static String configuration(S3Server server, FaultyWay way) {
    return """
        store:
          s3: {endpoint: "%s", bucket: %s, prefix: sightline/, access_key: user, secret_key: secret,
               timeout: 2s, attempts: 1, unsent_retry: 1s}
        cameras:
          - {id: hall, source: scene.mp4, loop: true}
        """
        .formatted(way.address(), server.settings().bucket());
  }

  private static String sha256(S3ClipStore store, String key) throws Exception {
    try (InputStream in = store.open(key, 0)) {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(in.readAllBytes()));
    }
  }
}
