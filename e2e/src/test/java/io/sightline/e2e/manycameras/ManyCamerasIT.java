package io.sightline.e2e.manycameras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sightline.standalone.soak.CamerasSoak;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three cameras for ten seconds; {@code sightline soak cameras} is the same with more. */
class ManyCamerasIT {
  private static final int CAMERAS = 3;
  private static final int SECONDS = 10;
  private static final String PROBE =
      "import gi; gi.require_version('GstRtspServer', '1.0'); gi.require_version('Gst', '1.0');"
          + " from gi.repository import Gst, GstRtspServer; Gst.init(None);"
          + " assert all(map(Gst.ElementFactory.find, ['matroskademux', 'rtph264pay']))";

  @TempDir private Path folder;

  @BeforeAll
  static void peers() throws Exception {
    assumeTrue(
        run("/usr/bin/python3", "-c", PROBE) && run("ffmpeg", "-version"),
        "needs Debian's ffmpeg, gir1.2-gst-rtsp-server-1.0, python3-gi and"
            + " gstreamer1.0-plugins-{base,good,bad}");
  }

  private static boolean run(String... command) throws Exception {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectOutput(Redirect.DISCARD)
              .redirectError(Redirect.DISCARD)
              .start();
      return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException notThere) {
      return false;
    }
  }

  @Test
  void idleCameras_loseNoPictureAndNoPiece() throws Exception {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    CamerasSoak soak = new CamerasSoak(folder, false, Clock.systemUTC(), out);
    List<CamerasSoak.Result> results = soak.run(List.of(CAMERAS), SECONDS, SECONDS);
    out.println(CamerasSoak.table(results));
    CamerasSoak.Result result = results.get(0);
    assertThat(result.broken()).isEmpty();
    assertThat(result.missing()).isZero();
    assertThat(result.pieces()).isGreaterThanOrEqualTo(CAMERAS);
    assertThat(result.memory().mostKib()).isPositive();
  }
}
