package io.sightline.ingest.camera;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.avro.CameraHealth;
import io.sightline.avro.Crop;
import io.sightline.avro.FrameKind;
import io.sightline.avro.FrameRef;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CropSessionTest {
  private static final String SMALL = "+".repeat(40);
  private static final String QUIET = ".".repeat(50);

  @TempDir Path folder;
  private SessionBench bench;

  @BeforeEach
  void open() throws Exception {
    bench = new SessionBench(folder);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private List<FrameRef> frames() throws Exception {
    return bench.frames(FrameKind.FRAME);
  }

  @Test
  void somethingSmall_isCutOutBesideItsFrame() throws Exception {
    bench.run(QUIET + SMALL + QUIET);
    assertThat(frames()).anyMatch(frame -> !frame.getCrops().isEmpty());
    for (FrameRef frame : frames()) {
      for (Crop crop : frame.getCrops()) {
        String key = String.valueOf(frame.getKey());
        assertThat(crop.getKey()).isEqualTo(key.replace(".jpg", "-c1.jpg"));
        assertThat(bench.store.size(crop.getKey())).isPresent();
        assertThat(crop.getBox().getWidth()).isLessThanOrEqualTo(1 / 3f);
      }
    }
    assertThat(bench.counter("sightline.ingest.crops")).isGreaterThan(10);
  }

  @Test
  void somethingLarge_isNot() throws Exception {
    bench.run(QUIET + "#".repeat(40) + QUIET);
    assertThat(frames()).isNotEmpty().allMatch(frame -> frame.getCrops().isEmpty());
  }

  @Test
  void noneWanted_thereAreNone() throws Exception {
    CameraLimits usual = bench.limits;
    bench.limits =
        new CameraLimits(
            usual.analysedPerSecond(),
            usual.analysisWidth(),
            usual.jpegWidth(),
            0,
            usual.cropPixels(),
            usual.leadInBytes(),
            false);
    bench.run(QUIET + SMALL + QUIET);
    assertThat(frames()).isNotEmpty().allMatch(frame -> frame.getCrops().isEmpty());
  }

  @Test
  void freeSpaceIsShort_cropsStandBackBeforeFrames() throws Exception {
    bench.minFreeBytes = bench.store.freeBytes() * 2 / 7; // below four times, above three times
    bench.run(QUIET + SMALL + QUIET);
    assertThat(frames())
        .isNotEmpty()
        .allMatch(frame -> frame.getCrops().isEmpty() && frame.getKey() != null);
    assertThat(bench.facts(CameraHealth.class))
        .anyMatch(health -> health.getDegraded().equals(List.of("crops")));
    assertThat(bench.counter("sightline.ingest.crops.shed")).isPositive();
  }
}
