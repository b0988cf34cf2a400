package io.sightline.ingest.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sightline.ingest.ffmpeg.FfmpegSource;
import io.sightline.ingest.media.MediaEvent;
import io.sightline.ingest.media.MediaEvent.Picture;
import io.sightline.ingest.media.SourceOptions;
import io.sightline.ingest.motion.LumaPicture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real footage; where it is absent, nothing is tested. */
class ViewFootageTest {
  private static final int WIDTH = 192;
  private static final long STEP_MICROS = 1_000_000;

  /** Seconds at which what was told changed. */
  private static Map<Double, View> told(String name) throws Exception {
    Path file = Path.of(System.getProperty("sightline.assets", "absent"), "footage", name);
    assumeTrue(Files.exists(file), () -> "no footage at " + file);
    ViewMonitor monitor = new ViewMonitor();
    Map<Double, View> told = new TreeMap<>();
    View last = View.UNKNOWN;
    long next = 0;
    try (FfmpegSource source = FfmpegSource.open(file.toString(), SourceOptions.defaults())) {
      for (MediaEvent event = source.next(); event != null; event = source.next()) {
        if (event instanceof Picture picture && picture.ptsMicros() >= next) {
          next = picture.ptsMicros() + STEP_MICROS;
          int height = Math.round((float) WIDTH * picture.height() / picture.width());
          View now =
              monitor.see(
                  new LumaPicture(picture.ptsMicros(), WIDTH, height, picture.luma(WIDTH, height)));
          if (now != last) {
            told.put(picture.ptsMicros() / 1e6, now);
          }
          last = now;
        }
      }
    }
    System.out.println(name + ": " + told);
    return told;
  }

  @ParameterizedTest
  @ValueSource(strings = {"room-visits.mp4", "highway.avi", "street-campus.mp4"})
  void fixedCamera_isNeverCoveredBlindedOrMoved(String name) throws Exception {
    Set<View> allowed = EnumSet.of(View.UNKNOWN, View.CLEAR);
    assertThat(allowed).containsAll(told(name).values());
  }

  @Test
  void treeInWind_isNeitherMovedNorBlinded() throws Exception {
    assertThat(told("tree-in-wind.avi").values()).doesNotContain(View.MOVED, View.BLINDED);
  }
}
