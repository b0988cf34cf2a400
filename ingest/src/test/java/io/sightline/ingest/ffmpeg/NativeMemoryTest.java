package io.sightline.ingest.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.ingest.media.ClipWriter;
import io.sightline.ingest.media.MediaEvent;
import io.sightline.ingest.media.SourceException;
import io.sightline.ingest.media.SourceOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Native memory is given back: resident memory does not grow with the number of sources opened. */
class NativeMemoryTest {
  private static final Path STATM = Path.of("/proc/self/statm");
  private static final int PAGE_KIB = 4;
  private static final int BATCHES = 3;
  private static final int ROUNDS_PER_BATCH = 50;

  /** The Java heap is resident too and shrinks when it likes, but a leak grows in each batch. */
  private static final long MAX_GROWTH_KIB = 4 * 1024;

  @TempDir Path folder;

  @Test
  void openedAndClosedManyTimes_memoryStays() throws Exception {
    Assumptions.assumeTrue(Files.exists(STATM), "needs /proc, which Linux has");
    VideoEncoder.Settings big = VideoEncoder.Settings.h264(640, 360, 10);
    Path file = TestVideos.movingSquare(folder.resolve("a.mp4"), big, 12);
    Path broken = Files.write(folder.resolve("b.mp4"), new byte[50_000]);
    repeat(2 * ROUNDS_PER_BATCH, file, broken);
    List<Long> growth = new ArrayList<>();
    for (int i = 0; i < BATCHES; i++) {
      long before = nativeKib();
      repeat(ROUNDS_PER_BATCH, file, broken);
      growth.add(nativeKib() - before);
    }
    System.out.printf("native memory grew by %s KiB in %d rounds each%n", growth, ROUNDS_PER_BATCH);
    Collections.sort(growth);
    assertThat(growth.get(BATCHES / 2)).isLessThan(MAX_GROWTH_KIB);
  }

  private void repeat(int rounds, Path file, Path broken) throws Exception {
    FfmpegClipWriters writers = new FfmpegClipWriters();
    for (int i = 0; i < rounds; i++) {
      try (FfmpegSource source = FfmpegSource.open(file.toString(), SourceOptions.defaults());
          ClipWriter writer = writers.open(folder.resolve("scratch"), source.info())) {
        use(source, writer);
        writer.finish(folder.resolve("clip.mp4"));
      }
      try (FfmpegSource source = FfmpegSource.open(broken.toString(), SourceOptions.defaults())) {
        throw new AssertionError("opened " + source.info());
      } catch (SourceException e) {
        assertThat(e).hasMessageContaining("b.mp4");
      }
    }
  }

  private static void use(FfmpegSource source, ClipWriter writer)
      throws SourceException, IOException {
    for (MediaEvent event = source.next(); event != null; event = source.next()) {
      if (event instanceof MediaEvent.Picture picture) {
        picture.luma(192, 108);
        picture.jpeg(320);
      } else if (event instanceof MediaEvent.Packet packet) {
        writer.write(packet);
      }
    }
  }

  /** Resident memory less the Java heap. */
  private static long nativeKib() throws IOException {
    System.gc();
    long resident = Long.parseLong(Files.readString(STATM).split(" ")[1]) * PAGE_KIB;
    return resident - Runtime.getRuntime().totalMemory() / 1024;
  }
}
