package io.sightline.e2e.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sightline.avro.Clip;
import io.sightline.avro.Expiry;
import io.sightline.clipstore.ClipLayout;
import io.sightline.clipstore.ClipStore.StoredObject;
import io.sightline.clipstore.S3ClipStore;
import io.sightline.clipstore.S3Server;
import io.sightline.e2e.badinput.Standalone;
import io.sightline.schemas.Topics;
import io.sightline.standalone.demo.DemoVideo;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything in one process, with a bucket of a real S3-compatible server for media. */
class S3PipelineIT {
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  @TempDir Path folder;

  @Test
  void mediaGoesToTheBucket_isFoundThereAndDeletedThere() throws Exception {
    DemoVideo.write(folder.resolve("scene.mp4"));
    try (S3Server server = S3Server.start()) {
      server.newBucket();
      try (S3ClipStore bucket = S3ClipStore.forReading(server.bucket(), folder);
          Standalone standalone = Standalone.start(folder, configuration(server))) {
        await().atMost(PATIENCE).until(() -> !standalone.values(Topics.ALERTS).isEmpty());
        await().atMost(PATIENCE).until(() -> !standalone.values(Topics.CLIPS).isEmpty());
        Clip clip = standalone.values(Topics.CLIPS).get(0);
        assertThat(sha256(bucket, clip.getKey())).isEqualTo(clip.getSha256());

        await().atMost(PATIENCE).until(() -> expired(standalone, clip));
        assertThat(bucket.list(clip.getPrefix())).isEmpty();
        assertThat(bucket.list(""))
            .extracting(StoredObject::key)
            .allMatch(key -> key.startsWith("hall/") || key.startsWith(ClipLayout.LEDGER));
      }
    }
  }

  private static String configuration(S3Server server) {
    return """
        store:
          s3: {endpoint: "%s", bucket: %s, prefix: sightline/, access_key: user, secret_key: secret}
        cameras:
          - {id: hall, source: scene.mp4, loop: true, retention: 15s}
        """
        .formatted(server.endpoint(), server.settings().bucket());
  }

  private static String sha256(S3ClipStore store, String key) throws Exception {
    try (InputStream in = store.open(key, 0)) {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(in.readAllBytes()));
    }
  }

  private static boolean expired(Standalone standalone, Clip clip) throws IOException {
    List<Expiry> entries = standalone.values(Topics.EXPIRIES);
    return entries.stream().anyMatch(entry -> entry.getClipId().equals(clip.getClipId()));
  }
}
