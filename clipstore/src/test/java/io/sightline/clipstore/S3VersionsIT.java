package io.sightline.clipstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sightline.clipstore.s3.S3Failure;
import io.sightline.clipstore.s3.VersionedServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bucket that keeps versions: what is deleted must be gone in each of them. */
class S3VersionsIT extends ClipStoreContract {
  @TempDir private static Path folder;
  private static VersionedServer server;

  @TempDir private Path staging;
  private S3ClipStore store;

  @BeforeAll
  static void start() throws Exception {
    server = VersionedServer.start(folder);
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
  void whatWasOverwritten_isKeptByTheServerAndGoesWithItsClip() throws Exception {
    commit(MEDIA, "first");
    commit(MEDIA, "second");
    commit(OTHER, "other");
    assertThat(server.versions()).as("the server keeps versions").hasSize(3);
    store.delete(PREFIX, Set.of());
    assertThat(server.versions()).singleElement().asString().startsWith("sightline/" + OTHER + " ");
  }

  @Test
  void lockedVersion_isNamedAndStaysUntilTheLockEndsWithNoMarkerOverIt() throws Exception {
    try (FaultyWay way = new FaultyWay(server.endpoint());
        S3ClipStore locked = S3ClipStore.of(server.bucketVia(way.address()), staging)) {
      ObjectLock lock = ObjectLock.on(way);
      commit(MEDIA, "media");
      store.put(FRAME, new byte[3]);
      lock.lock(MEDIA);
      assertThatExceptionOfType(S3Failure.class)
          .isThrownBy(() -> locked.delete(PREFIX, Set.of()))
          .withMessageContaining("delete '" + MEDIA + "': AccessDenied " + ObjectLock.REASON)
          .withMessageContaining("1 of 2 objects were refused");
      assertThat(server.versions()).singleElement().asString().startsWith("sightline/" + MEDIA);
      assertThat(locked.size(MEDIA)).as("not hidden by a marker").contains(5L);
      lock.end();
      assertThat(locked.delete(PREFIX, Set.of()).objects()).isEqualTo(1);
      assertThat(server.versions()).isEmpty();
    }
  }

  @Test
  void whatWasDeletedByAnother_leavesNoVersionEither() throws Exception {
    commit(MEDIA, "first");
    commit(MEDIA, "second");
    assertThat(store.deleteObject(MEDIA)).isTrue();
    assertThat(server.versions()).isEmpty();
    store.delete(PREFIX, Set.of());
    assertThat(server.versions()).as("no marker of a deletion").isEmpty();
  }
}
