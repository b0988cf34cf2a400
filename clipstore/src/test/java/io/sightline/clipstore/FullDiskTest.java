package io.sightline.clipstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sightline.clipstore.ClipStore.StagedObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real file system of one megabyte; it takes root to mount one. */
class FullDiskTest {
  private static final String PREFIX = ClipStoreContract.PREFIX;

  @TempDir private Path folder;

  @BeforeEach
  void mount() throws Exception {
    Assumptions.assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder.toString()) == 0,
        "skipped: this user may not mount a small tmpfs");
  }

  @AfterEach
  void unmount() throws Exception {
    run("umount", folder.toString());
  }

  private static int run(String... command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(10, TimeUnit.SECONDS) ? process.exitValue() : -1;
    } catch (IOException e) {
      return -1;
    }
  }

  @Test
  void put_saysWhatDidNotFitWhereAndLeavesNothing() throws Exception {
    ClipStore store = new FilesClipStore(folder);
    store.put(PREFIX + "clip.mp4", new byte[600_000]);
    assertThatExceptionOfType(StoreFullException.class)
        .isThrownBy(() -> store.put(PREFIX + "frames/front-f1.jpg", new byte[600_000]))
        .withMessageContaining("frames/front-f1.jpg")
        .withMessageContaining("600000 bytes to write")
        .satisfies(e -> assertThat(e.freeBytes()).isBetween(1L, 600_000L));
    assertThat(store.list("")).hasSize(1);
    assertThat(folder.resolve(FilesClipStore.STAGED)).isEmptyDirectory();
  }

  @Test
  void fullDisk_canStillBeDeletedFrom() throws Exception {
    ClipStore store = new FilesClipStore(folder);
    try (StagedObject staged = store.stage(PREFIX + "clip.mp4")) {
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> Files.write(staged.path(), new byte[2_000_000]))
          .withMessageContaining("No space left");
      staged.commit();
    }
    assertThat(store.delete(PREFIX, Set.of()).objects()).isEqualTo(1);
    store.put(PREFIX + "clip.mp4", new byte[600_000]);
    assertThat(store.check()).isEmpty();
  }
}
