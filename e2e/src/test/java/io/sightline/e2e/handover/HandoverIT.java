package io.sightline.e2e.handover;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.standalone.demo.DemoVideo;
import io.sightline.standalone.soak.HandoverSoak;
import io.sightline.standalone.soak.HandoverSoak.Loss;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Eight cameras; {@code sightline soak handover} is the same with more. */
class HandoverIT {
  private static final int CAMERAS = 8;

  @TempDir Path folder;

  @Test
  void processKilled_theOtherTakesItsCamerasAndNothingIsThereTwice() throws Exception {
    Path recording = folder.resolve("scene.mp4");
    DemoVideo.write(recording);
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);

    HandoverSoak.Result result =
        new HandoverSoak(folder.resolve("soak"), recording, CAMERAS, Clock.systemUTC(), out)
            .run(Loss.KILLED, Duration.ofSeconds(5));

    out.println(result.table());
    assertThat(result.broken()).isEmpty();
    assertThat(result.moved()).isBetween(1, CAMERAS - 1);
    assertThat(result.seconds()).hasSize(result.moved());
    assertThat(result.records()).isPositive();
  }
}
