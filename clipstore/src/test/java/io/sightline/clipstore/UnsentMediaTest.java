package io.sightline.clipstore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.sightline.clipstore.ClipStore.StagedObject;
import io.sightline.clipstore.ClipStore.StoredObject;
import io.sightline.clipstore.ClipStore.Unsent;
import io.sightline.clipstore.crypt.EncryptedClipStore;
import io.sightline.clipstore.s3.S3Bucket;
import io.sightline.clipstore.s3.S3Failure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that goes away and comes back. */
class UnsentMediaTest {
  private static final Duration SOON = Duration.ofMillis(100);
  private static S3Server server;

  @TempDir private Path staging;
  private FaultyWay way;
  private S3ClipStore store;

  @BeforeAll
  static void start() throws Exception {
    server = S3Server.startOpen();
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @BeforeEach
  void open() throws Exception {
    server.newBucket();
    way = new FaultyWay(server.endpoint());
    store = patient(1 << 20, SOON);
  }

  @AfterEach
  void close() {
    store.close();
    way.close();
  }

  private S3ClipStore patient(long bytes, Duration every) throws Exception {
    return S3ClipStore.patient(
        S3Bucket.open(server.settingsVia(way.address())), staging, bytes, every);
  }

  private static String key(int number) {
    return "front/2026-01-31/front-c" + number + "/clip.mp4";
  }

  private static StoredObject commit(ClipStore store, int number) throws Exception {
    try (StagedObject staged = store.stage(key(number))) {
      try (OutputStream out = staged.write()) {
        out.write(("media " + number).getBytes(UTF_8));
      }
      return staged.commit();
    }
  }

  private static String read(ClipStore store, int number) throws Exception {
    try (InputStream in = store.open(key(number), 0)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  @Test
  void bucketThatIsAway_getsEverythingWhenItIsBack() throws Exception {
    way.away = true;
    for (int i = 0; i < 3; i++) {
      assertThat(commit(store, i).bytes()).isEqualTo(7);
      assertThat(read(store, i)).as("meanwhile").isEqualTo("media " + i);
      assertThat(store.size(key(i))).contains(7L);
    }
    assertThat(store.unsent().objects()).isEqualTo(3);
    assertThat(store.unsent().bytes()).isEqualTo(21);
    assertThat(store.unsent().why()).contains("503");
    way.away = false;
    await().until(() -> store.unsent().equals(Unsent.NOTHING));
    assertThat(store.list("")).hasSize(3);
    for (int i = 0; i < 3; i++) {
      assertThat(read(store, i)).isEqualTo("media " + i);
    }
    assertThat(Files.list(staging.resolve(UnsentMedia.FOLDER))).isEmpty();
    assertThat(store.check()).isEmpty();
  }

  @Test
  void whatWaits_survivesTheProcess() throws Exception {
    way.away = true;
    commit(store, 1);
    store.close();
    way.away = false;
    store = patient(1 << 20, SOON);
    await().until(() -> store.unsent().objects() == 0);
    assertThat(read(store, 1)).isEqualTo("media 1");
    assertThat(store.list("")).hasSize(1);
  }

  @Test
  void moreThanMayWait_isRefusedAsBefore() throws Exception {
    store.close();
    store = patient(10, Duration.ofHours(1));
    way.away = true;
    commit(store, 1);
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> commit(store, 2));
    assertThat(store.unsent().objects()).isEqualTo(1);
  }

  @Test
  void clipThatIsDeletedWhileItWaits_isNeverSent() throws Exception {
    store.close();
    store = patient(1 << 20, Duration.ofHours(1));
    way.away = true;
    commit(store, 1);
    way.away = false;
    var unused = store.delete("front/2026-01-31/front-c1/", Set.of());
    assertThat(store.unsent()).isEqualTo(Unsent.NOTHING);
    assertThat(store.size(key(1))).isEmpty();
  }

  @Test
  void clipOfAnother_isNotWrittenOver() throws Exception {
    way.once(FaultyWay.method("PUT"), FaultyWay.answer(412, ""));
    assertThatExceptionOfType(S3Failure.class).isThrownBy(() -> commit(store, 1));
    assertThat(store.unsent()).isEqualTo(Unsent.NOTHING);
  }

  @Test
  void encryptedClip_waitsAndIsSentEncrypted() throws Exception {
    EncryptedClipStore encrypted = new EncryptedClipStore(store, new MemoryDataKeys());
    way.away = true;
    StoredObject stored = commit(encrypted, 1);
    assertThat(read(encrypted, 1)).isEqualTo("media 1");
    way.away = false;
    await().until(() -> encrypted.unsent().objects() == 0);
    assertThat(store.list("")).containsExactly(stored);
    assertThat(read(encrypted, 1)).isEqualTo("media 1");
    assertThat(read(store, 1)).doesNotContain("media");
  }
}
