package io.sightline.clipstore;

import static org.assertj.core.api.Assertions.assertThat;

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
  void whatWasDeletedByAnother_leavesNoVersionEither() throws Exception {
    commit(MEDIA, "first");
    commit(MEDIA, "second");
    assertThat(store.deleteObject(MEDIA)).isTrue();
    assertThat(server.versions()).isEmpty();
    store.delete(PREFIX, Set.of());
    assertThat(server.versions()).as("no marker of a deletion").isEmpty();
  }
}
