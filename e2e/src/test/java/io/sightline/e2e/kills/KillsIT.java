package io.sightline.e2e.kills;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.standalone.demo.DemoVideo;
import io.sightline.standalone.soak.KillSoak;
import io.sightline.standalone.soak.SoakSetup;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten kills; {@code sightline soak kills} is the same with more. */
class KillsIT {
  private static final int KILLS = 10;
  private static final long SEED = 20260501;

  @Test
  void standaloneKilledTenTimes_leavesEveryRecordWithItsCounterpart(@TempDir Path folder)
      throws Exception {
    Path recording = folder.resolve("scene.mp4");
    DemoVideo.write(recording);
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);

    KillSoak.Result result =
        new KillSoak(SoakSetup.in(folder.resolve("soak"), recording), KILLS, SEED, out).run();

    out.println(result.table());
    assertThat(result.broken()).isEmpty();
    assertThat(result.committed().get("decisions")).isPositive();
    assertThat(result.committed().get("alerts")).isPositive();
    assertThat(result.committed().get("expiries")).isPositive();
    // Whether one fell into a delete or a transaction, too, is chance: the table says it.
    assertThat(result.hits()).containsKey("store write");
  }
}
