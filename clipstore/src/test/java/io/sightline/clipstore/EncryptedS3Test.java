package io.sightline.clipstore;

import io.sightline.clipstore.crypt.EncryptedClipStore;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class EncryptedS3Test extends ClipStoreContract {
  private static S3Server server;

  private final MemoryDataKeys keys = new MemoryDataKeys();
  @TempDir private Path staging;
  private EncryptedClipStore store;

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
    store = new EncryptedClipStore(S3ClipStore.of(server.bucket(), staging), keys);
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
    return new EncryptedClipStore(S3ClipStore.of(server.bucket(), staging), keys);
  }

  @Override
  long stored(long bytes) {
    return bytes + 8 + 40 + 16;
  }
}
