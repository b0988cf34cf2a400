package io.sightline.ingest.spool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sightline.ingest.spool.SpoolSettings.WhenFull;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
  private static final SpoolSettings SETTINGS = new SpoolSettings(1 << 20, 256, WhenFull.FAIL);

  private static List<Fact> batch(int number, int facts) {
    List<Fact> batch = new ArrayList<>();
    for (int i = 0; i < facts; i++) {
      batch.add(new Fact("frames", "camera-ä", ("value " + number + "." + i).getBytes(UTF_8)));
    }
    return batch;
  }

  private static List<String> values(Spool spool) throws Exception {
    List<String> values = new ArrayList<>();
    for (Entry entry : spool.read(spool.begin(), Integer.MAX_VALUE, 0)) {
      for (Fact fact : entry.facts()) {
        values.add(new String(fact.value(), UTF_8));
      }
    }
    return values;
  }

  @Test
  void appended_isReadAgainAfterReopening(@TempDir Path folder) throws Exception {
    try (Spool spool = Spool.open(folder, SETTINGS)) {
      spool.append(batch(1, 2));
      spool.force();
    }
    try (Spool spool = Spool.open(folder, SETTINGS)) {
      spool.append(batch(2, 1));
      assertThat(values(spool)).containsExactly("value 1.0", "value 1.1", "value 2.0");
    }
  }

  @Test
  void nearlyFull_leavesOutWhatMayBeMissingAndCountsIt(@TempDir Path folder) throws Exception {
    try (Spool spool = Spool.open(folder, new SpoolSettings(2000, 500, WhenFull.FAIL))) {
      while (spool.appendIfRoom(batch(1, 1)) >= 0) {
        assertThat(spool.backlogBytes()).isLessThan(1600);
      }
      assertThat(spool.hasRoom()).isFalse();
      assertThat(spool.dropped()).isEqualTo(1);
      spool.append(batch(2, 1)); // what may not be missing still has a quarter
      assertThat(values(spool)).endsWith("value 2.0");

      spool.trim(spool.end());
      assertThat(spool.appendIfRoom(batch(3, 1))).isPositive();
    }
  }

  @Test
  void recording_neverLeavesAnythingOut(@TempDir Path folder) throws Exception {
    try (Spool spool = Spool.open(folder, new SpoolSettings(2000, 500, WhenFull.BLOCK))) {
      while (spool.backlogBytes() < 1700) {
        assertThat(spool.appendIfRoom(batch(1, 1))).isPositive();
      }
      assertThat(spool.dropped()).isZero();
    }
  }

  @Property(tries = 150)
  void crashAtAnyByte_leavesAPrefixOfWholeBatches(
      @ForAll @Size(min = 1, max = 12) List<@IntRange(min = 1, max = 4) Integer> batches,
      @ForAll @IntRange(min = 0, max = 10_000) int cutSeed,
      @ForAll boolean flip)
      throws Exception {
    Path folder = Files.createTempDirectory("spool");
    SpoolSettings settings = new SpoolSettings(1 << 20, 1 << 20, WhenFull.FAIL);
    List<Long> ends = new ArrayList<>();
    try (Spool spool = Spool.open(folder, settings)) {
      for (int i = 0; i < batches.size(); i++) {
        ends.add(spool.append(batch(i, batches.get(i))));
      }
    }
    long end = ends.get(ends.size() - 1);
    long cut = cutSeed % end;
    damage(folder.resolve("%020d.spool".formatted(0)), cut, flip);
    try (Spool spool = Spool.open(folder, settings)) {
      long whole = ends.stream().filter(e -> e <= cut).count();
      assertThat(spool.read(0, Integer.MAX_VALUE, 0)).hasSize((int) whole);
      assertThat(spool.end()).isEqualTo(whole == 0 ? 0 : ends.get((int) whole - 1));
      spool.append(batch(99, 1));
      assertThat(values(spool)).endsWith("value 99.0");
    }
  }

  private static void damage(Path file, long at, boolean flip) throws IOException {
    try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "rw")) {
      if (flip) {
        raw.seek(at);
        int old = raw.read();
        raw.seek(at);
        raw.write(old ^ 0x40);
      } else {
        raw.setLength(at);
      }
    }
  }

  @Test
  void publishedSegments_areDeleted(@TempDir Path folder) throws Exception {
    try (Spool spool = Spool.open(folder, SETTINGS)) {
      for (int i = 0; i < 50; i++) {
        spool.append(batch(i, 1));
      }
      spool.trim(spool.end());
      try (var files = Files.list(folder)) {
        assertThat(files.filter(f -> f.toString().endsWith(".spool"))).hasSize(1);
      }
      assertThat(spool.backlogBytes()).isZero();
      long at = spool.append(batch(50, 1));
      assertThat(values(spool)).endsWith("value 50.0");
      assertThat(at).isEqualTo(spool.end());
    }
  }

  @Test
  void fullSpool_failsWithTheFigures(@TempDir Path folder) throws Exception {
    try (Spool spool = Spool.open(folder, new SpoolSettings(400, 100, WhenFull.FAIL))) {
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 100; i++) {
                  spool.append(batch(i, 1));
                }
              })
          .isInstanceOf(SpoolFullException.class)
          .hasMessageContaining("at most 400");
    }
  }

  @Test
  void fullSpool_blocksUntilPublished(@TempDir Path folder) throws Exception {
    try (Spool spool = Spool.open(folder, new SpoolSettings(400, 100, WhenFull.BLOCK))) {
      CompletableFuture<Void> writer =
          CompletableFuture.runAsync(
              () -> {
                try {
                  for (int i = 0; i < 100; i++) {
                    spool.append(batch(i, 1));
                  }
                } catch (IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              });
      long position = 0;
      int read = 0;
      while (read < 100) {
        for (Entry entry : spool.read(position, 10, 5000)) {
          position = entry.next();
          read++;
          assertThat(spool.backlogBytes()).isLessThanOrEqualTo(400);
        }
        spool.trim(position);
      }
      writer.join();
    }
  }

  @Test
  void secondOpening_isRefused(@TempDir Path folder) throws Exception {
    try (Spool spool = Spool.open(folder, SETTINGS)) {
      assertThat(spool.id()).isNotEmpty();
      assertThatThrownBy(() -> Spool.open(folder, SETTINGS)).hasMessageContaining("in use");
    }
  }
}
