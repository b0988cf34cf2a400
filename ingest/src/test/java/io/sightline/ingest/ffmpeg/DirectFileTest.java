package io.sightline.ingest.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectFileTest {
  private static final int BLOCK_BYTES = 4096;

  @TempDir private Path folder;
  private boolean mounted;

  @AfterEach
  void unmount() throws Exception {
    if (mounted) {
      run("umount", folder.toString());
    }
  }

  /** It takes root to mount one. */
  private void mount(String kind, String options) throws Exception {
    mounted = run("mount", "-t", kind, "-o", options, kind, folder.toString()) == 0;
    Assumptions.assumeTrue(mounted, "skipped: this user may not mount a " + kind);
  }

  private static int run(String... command) throws InterruptedException {
    try {
      Process process = new ProcessBuilder(command).inheritIO().start();
      return process.waitFor(10, TimeUnit.SECONDS) ? process.exitValue() : -1;
    } catch (IOException e) {
      return -1;
    }
  }

  private static byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    new Random(count).nextBytes(bytes);
    return bytes;
  }

  /** In pieces of all sizes, settled now and then: what was settled is there, and else zeros. */
  private void writeAndRead(Path path) throws IOException {
    byte[] all = bytes(700_000);
    Random random = new Random(7);
    int written = 0;
    try (DirectFile file = new DirectFile(path)) {
      while (written < all.length) {
        int size = random.nextInt(10) == 0 ? 16_384 : random.nextInt(9_000);
        int count = Math.min(size, all.length - written);
        file.write(Arrays.copyOfRange(all, written, written + count), count);
        written += count;
        if (random.nextInt(8) == 0) {
          file.settle();
          byte[] there = Files.readAllBytes(path);
          assertThat(there.length - written).isBetween(0, BLOCK_BYTES - 1);
          assertThat(Arrays.equals(there, 0, written, all, 0, written)).isTrue();
          assertThat(Arrays.copyOfRange(there, written, there.length)).containsOnly(0);
        }
      }
    }
    assertThat(path).hasBinaryContent(all);
  }

  @Test
  void settledBytes_areInTheFileAndAfterThemOnlyZeros() throws Exception {
    writeAndRead(folder.resolve("piece.mp4"));
  }

  @Test
  void fileSystemWithoutDirectWriting_takesTheSameBytes() throws Exception {
    mount("ramfs", "mode=0700");
    writeAndRead(folder.resolve("piece.mp4"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, BLOCK_BYTES - 1, BLOCK_BYTES, BLOCK_BYTES + 1, 1 << 18, 300_000})
  void closedFile_hasWhatWasWrittenAndNoMore(int count) throws Exception {
    Path path = folder.resolve("piece.mp4");
    DirectFile file = new DirectFile(path);
    file.write(bytes(count), count);
    file.close();
    file.close();
    assertThat(path).hasBinaryContent(bytes(count));
  }

  @Test
  void interruptedThread_closesTheFileAllTheSame() throws Exception {
    Path path = folder.resolve("piece.mp4");
    DirectFile file = new DirectFile(path);
    file.write(bytes(5000), 5000);
    Thread.currentThread().interrupt();
    file.close();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(path).hasBinaryContent(bytes(5000));
  }

  @Test
  void fullDisk_isToldAndLeavesWhatFitted() throws Exception {
    mount("tmpfs", "size=1m");
    Path path = folder.resolve("piece.mp4");
    byte[] all = bytes(1_500_000);
    DirectFile file = new DirectFile(path);
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> file.write(all, all.length))
        .withMessageContaining("No space left");
    assertThatExceptionOfType(IOException.class).isThrownBy(file::close);
    byte[] left = Files.readAllBytes(path);
    assertThat(left).hasSizeGreaterThan(500_000).isEqualTo(Arrays.copyOf(all, left.length));
  }

  @Test
  void missingFolder_isToldByItsName() {
    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> new DirectFile(folder.resolve("gone/piece.mp4")))
        .withMessageContaining("gone/piece.mp4");
  }
}
