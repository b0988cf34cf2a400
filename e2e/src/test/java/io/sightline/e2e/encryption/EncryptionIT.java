package io.sightline.e2e.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.sightline.avro.Clip;
import io.sightline.avro.Expiry;
import io.sightline.avro.Recording;
import io.sightline.avro.RecordingKind;
import io.sightline.clipstore.ClipLayout;
import io.sightline.clipstore.ClipStore;
import io.sightline.clipstore.FilesClipStore;
import io.sightline.e2e.badinput.Standalone;
import io.sightline.ingest.ffmpeg.FfmpegSource;
import io.sightline.ingest.media.MediaEvent;
import io.sightline.ingest.media.SourceOptions;
import io.sightline.keys.Encryption;
import io.sightline.keys.EncryptionConfig;
import io.sightline.runtime.Service;
import io.sightline.schemas.Topics;
import io.sightline.standalone.demo.DemoVideo;
import io.sightline.standalone.records.TopicRecords;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything in one process with a master key: from the camera to the page, and to the expiry. */
class EncryptionIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String MASTER =
      Base64.getEncoder().encodeToString("thirty-two bytes, for tests only".getBytes());

  /** As MP4 and JPEG begin, and long enough not to come up in noise. */
  private static final Pattern PLAIN =
      Pattern.compile(
          "ftypiso|moov....mvhd|moof....mfhd|JFIF\\x00|^\\xff\\xd8\\xff", Pattern.DOTALL);

  @TempDir Path folder;

  private String configuration(String retention) throws IOException {
    Files.writeString(folder.resolve("master.key"), MASTER + "\n");
    return """
        encryption: {master_key: "file:%s"}
        cameras:
          - {id: hall, source: scene.mp4, loop: true, recording: always%s}
        """
        .formatted(folder.resolve("master.key"), retention);
  }

  private Standalone start(String retention) throws Exception {
    DemoVideo.write(folder.resolve("scene.mp4"));
    Standalone standalone = Standalone.start(folder, configuration(retention));
    return standalone;
  }

  private Encryption encryption(Standalone standalone) throws Exception {
    Encryption encryption =
        Encryption.of(
            new EncryptionConfig("env:MASTER", List.of()),
            standalone.kafka(),
            "test",
            Map.of("MASTER", MASTER));
    for (Service service : encryption.services()) {
      service.start();
    }
    return encryption;
  }

  private Path clips() {
    return folder.resolve("data/clips");
  }

  @Test
  void mediaIsEncryptedFromTheFirstByteToTheLast_andReadThroughTheTopic() throws Exception {
    try (Standalone standalone = start("")) {
      await().atMost(PATIENCE).until(() -> !standalone.values(Topics.ALERTS).isEmpty());
      await().atMost(PATIENCE).until(() -> !standalone.values(Topics.CLIPS).isEmpty());
      Clip clip = standalone.values(Topics.CLIPS).get(0);
      assertThat(clip.getEncryption()).isEqualTo("AES256_GCM_HKDF_4KB");
      byte[] stored = Files.readAllBytes(clips().resolve(clip.getKey()));
      assertThat(stored.length).isEqualTo(clip.getBytes());
      assertThat(sha256(stored)).isEqualTo(clip.getSha256());
      assertNothingPlain();
      assertThat(standalone.values(Topics.DETECTIONS))
          .as("detect reads what is encrypted")
          .filteredOn(each -> !each.getObjects().isEmpty())
          .isNotEmpty();

      Encryption encryption = encryption(standalone);
      try (FilesClipStore files = FilesClipStore.forReading(clips())) {
        Path copy = folder.resolve("copy.mp4");
        Files.write(copy, read(encryption.reading(files), clip.getKey()));
        assertThat(pictures(copy)).isGreaterThan(10);
        assertThatExceptionOfType(IOException.class)
            .isThrownBy(() -> read(Encryption.OFF.reading(files), clip.getKey()))
            .withMessageContaining("encryption.master_key");
      } finally {
        encryption.services().forEach(Service::close);
      }
    }
    assertNothingPlain();
  }

  @Test
  void recordingCutOffByAKill_isSavedEncrypted() throws Exception {
    try (Standalone standalone = start("")) {
      await().atMost(PATIENCE).until(this::somethingIsStaged);
      assertThat(standalone.values(Topics.KEYS)).isNotEmpty();
    }
    assertNothingPlain();
    try (Standalone second = Standalone.start(folder, configuration(""))) {
      await()
          .atMost(PATIENCE)
          .until(() -> second.values(Topics.RECORDINGS).stream().anyMatch(Recording::getSalvaged));
      Recording saved =
          second.values(Topics.RECORDINGS).stream()
              .filter(each -> each.getKind() == RecordingKind.PIECE)
              .findFirst()
              .orElseThrow();
      assertThat(saved.getEncryption()).isNotEmpty();
      assertNothingPlain();
      Encryption encryption = encryption(second);
      try (FilesClipStore files = FilesClipStore.forReading(clips())) {
        Path copy = folder.resolve("piece.mp4");
        Files.write(copy, read(encryption.reading(files), Objects.requireNonNull(saved.getKey())));
        assertThat(pictures(copy)).isGreaterThan(10);
      } finally {
        encryption.services().forEach(Service::close);
      }
    }
  }

  @Test
  void backupOfAClip_diesWithItsExpiry() throws Exception {
    try (Standalone standalone = start(", retention: 20s")) {
      await().atMost(PATIENCE).until(() -> !standalone.values(Topics.CLIPS).isEmpty());
      Clip clip = standalone.values(Topics.CLIPS).get(0);
      byte[] backup = Files.readAllBytes(clips().resolve(clip.getKey()));
      Path restored = folder.resolve("restored");
      Path file = restored.resolve(clip.getKey());
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      Files.write(file, backup);
      Encryption encryption = encryption(standalone);
      try (FilesClipStore store = FilesClipStore.forReading(restored)) {
        ClipStore readable = encryption.reading(store);
        assertThat(new String(read(readable, clip.getKey()), StandardCharsets.ISO_8859_1))
            .contains("ftyp");
        await().atMost(PATIENCE).until(() -> expired(standalone, clip));
        await()
            .atMost(PATIENCE)
            .untilAsserted(
                () ->
                    assertThatExceptionOfType(IOException.class)
                        .isThrownBy(() -> read(readable, clip.getKey()))
                        .withMessageContaining(clip.getClipId())
                        .withMessageContaining("destroyed"));
        assertThat(newest(standalone, clip)).isFalse();
      } finally {
        encryption.services().forEach(Service::close);
      }
    }
  }

  private static boolean expired(Standalone standalone, Clip clip) {
    List<Expiry> entries = standalone.values(Topics.EXPIRIES);
    return entries.stream().anyMatch(entry -> entry.getClipId().equals(clip.getClipId()));
  }

  /** Whether the newest record of the key is a value. */
  private static boolean newest(Standalone standalone, Clip clip) {
    boolean there = false;
    for (var record : TopicRecords.committed(standalone.kafka(), Topics.KEYS)) {
      if (clip.getClipId().equals(record.key())) {
        there = record.value() != null;
      }
    }
    return there;
  }

  private static byte[] read(ClipStore store, String key) throws IOException {
    try (InputStream in = store.open(key, 0)) {
      return in.readAllBytes();
    }
  }

  private static int pictures(Path file) throws Exception {
    int pictures = 0;
    try (FfmpegSource source = FfmpegSource.open(file.toString(), SourceOptions.defaults())) {
      for (MediaEvent each = source.next(); each != null; each = source.next()) {
        pictures += each instanceof MediaEvent.Picture ? 1 : 0;
      }
    }
    return pictures;
  }

  private boolean somethingIsStaged() throws IOException {
    Path staged = clips().resolve(".staged");
    if (!Files.isDirectory(staged)) {
      return false;
    }
    try (var files = Files.list(staged)) {
      for (Path file : files.filter(f -> f.toString().contains("+recordings+")).toList()) {
        if (Files.size(file) > 60_000) {
          return true;
        }
      }
    }
    return false;
  }

  /** Media, finished or not, looks like noise; and no data key lies anywhere unwrapped. */
  private void assertNothingPlain() throws IOException {
    int looked = 0;
    try (var files = Files.walk(folder.resolve("data"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (file.startsWith(clips().resolve(ClipLayout.LEDGER))) {
          continue; // Ids and digests, which are on a topic that is kept for ever.
        }
        byte[] bytes = bytes(file);
        if (file.startsWith(clips())) {
          looked += bytes.length > 20_000 ? 1 : 0;
          assertThat(entropy(bytes)).as("entropy of %s", file).isGreaterThan(least(bytes.length));
        }
        if (file.startsWith(clips()) || file.startsWith(folder.resolve("data/spool"))) {
          String text = new String(bytes, StandardCharsets.ISO_8859_1);
          assertThat(PLAIN.matcher(text).find()).as("%s", file).isFalse();
        }
      }
    }
    assertThat(looked).as("files that are long enough to tell").isPositive();
  }

  private static byte[] bytes(Path file) throws IOException {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      return new byte[0];
    }
  }

  /** A few bytes cannot have all values. */
  private static double least(int bytes) {
    return bytes > 20_000 ? 7.98 : bytes > 2_000 ? 7.8 : 0;
  }

  private static double entropy(byte[] bytes) {
    long[] counts = new long[256];
    for (byte each : bytes) {
      counts[each & 0xff]++;
    }
    double entropy = bytes.length == 0 ? 8 : 0;
    for (long count : counts) {
      double share = (double) count / bytes.length;
      entropy -= count == 0 ? 0 : share * Math.log(share) / Math.log(2);
    }
    return entropy;
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
