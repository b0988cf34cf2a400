package io.sightline.clipstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.sightline.clipstore.ClipStore.StagedObject;
import io.sightline.clipstore.ClipStore.StoredObject;
import io.sightline.clipstore.ClipStore.Violation;
import io.sightline.clipstore.s3.S3Bucket;
import io.sightline.clipstore.s3.S3Failure;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class S3ClipStoreTest extends ClipStoreContract {
  private static S3Server server;

  @TempDir private Path staging;
  private S3ClipStore store;

  @BeforeAll
  static void start() throws Exception {
    server = S3Server.start();
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @BeforeEach
  void open() throws IOException {
    server.newBucket();
    store = S3ClipStore.of(server.bucket(), staging);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Override
  ClipStore store() {
    return store;
  }

  @Override
  ClipStore reopened() throws IOException {
    return S3ClipStore.of(server.bucket(), staging);
  }

  @Test
  void longObject_goesInPartsAndComesBackTheSame() throws Exception {
    byte[] bytes = new byte[12 << 20];
    new Random(7).nextBytes(bytes);
    try (StagedObject staged = store.stage(MEDIA)) {
      Files.write(staged.path(), bytes);
      assertThat(staged.commit()).isEqualTo(new StoredObject(MEDIA, bytes.length));
      assertThat(staged.path()).doesNotExist();
    }
    try (InputStream in = store.open(MEDIA, 0)) {
      assertThat(in.readAllBytes()).isEqualTo(bytes);
    }
    assertThat(store.check()).isEmpty();
  }

  @Test
  void streamThatIsLeftInTheMiddle_isClosedWithoutReadingOn() throws Exception {
    try (StagedObject staged = store.stage(MEDIA)) {
      Files.write(staged.path(), new byte[9 << 20]);
      staged.commit();
    }
    try (InputStream in = store.open(MEDIA, 100)) {
      assertThat(in.readNBytes(10)).hasSize(10);
    }
    assertThat(read(MEDIA, (9 << 20) - 2)).hasSize(2);
  }

  @Test
  void offsetAtTheEnd_isAnEmptyStream() throws Exception {
    commit(MEDIA, "media");
    assertThat(read(MEDIA, 5)).isEmpty();
  }

  @Test
  void moreObjectsThanOneRequestHolds_areAllDeleted() throws Exception {
    for (int i = 0; i < 1100; i++) {
      store.put(PREFIX + "frames/front-f%04d.jpg".formatted(i), new byte[1]);
    }
    assertThat(store.delete(PREFIX, Set.of()).objects()).isEqualTo(1100);
    assertThat(store.list("")).isEmpty();
  }

  @Test
  void check_listsWhatBreaksTheLayout() throws Exception {
    store.put(MEDIA, new byte[0]);
    store.put("front/2026-01-31/notes.txt", new byte[1]);
    StagedObject left = store.stage(OTHER);
    Files.setLastModifiedTime(left.path(), FileTime.from(Instant.EPOCH));
    assertThat(store.check())
        .extracting(Violation::key, Violation::problem)
        .containsExactly(
            tuple(
                ".staged/front+2026-01-31+front-c10+clip.mp4",
                "left staged by a process that died"),
            tuple(MEDIA, "no bytes"),
            tuple(
                "front/2026-01-31/notes.txt",
                "outside the layout; expected <camera>/<day>/<clip>/clip.mp4, clip.mkv or"
                    + " frames/<frame>.jpg, or <camera>/<day>/recordings/<hour>/<piece>.mp4 or"
                    + " .mkv"));
  }

  @Test
  void wrongSecret_isRefusedAtOnceAndNotShown() {
    assertThatExceptionOfType(S3Failure.class)
        .isThrownBy(
            () -> S3Bucket.open(S3Server.settings(server.endpoint(), "hidden-word", "clips")))
        .withMessageContaining("403")
        .withMessageContaining("s3://clips/sightline/ at http://127.0.0.1:")
        .withMessageNotContaining("hidden-word");
  }

  @Test
  void bucketThatIsNotThere_isToldByName() {
    assertThatExceptionOfType(S3Failure.class)
        .isThrownBy(() -> S3Bucket.open(S3Server.settings(server.endpoint(), "secret", "nope")))
        .withMessageContaining("find the bucket 'nope'")
        .withMessageContaining("404");
  }

  @Test
  void serverThatIsNotThere_isToldWithItsAddress() {
    URI nobody = URI.create("http://127.0.0.1:1");
    assertThatExceptionOfType(S3Failure.class)
        .isThrownBy(() -> S3Bucket.open(S3Server.settings(nobody, "secret", "clips")))
        .withMessageContaining("http://127.0.0.1:1")
        .withMessageContaining("Connection refused")
        .withMessageContaining("up to 3 attempts");
  }
}
