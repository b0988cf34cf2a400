package io.sightline.e2e.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.standalone.soak.AlertsSoak;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A few kills; {@code sightline soak alerts} is the same for ten minutes. */
class AlertsSoakIT {
  private static final AlertsSoak.Plan PLAN =
      new AlertsSoak.Plan(8, Duration.ofSeconds(8), 4, 6, 20261125);

  @TempDir Path folder;

  @Test
  void detectAndAlertingKilled_everyActivityHasOneDecisionAndEveryAlertArrives() throws Exception {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);

    AlertsSoak.Result result = new AlertsSoak(folder.resolve("soak"), PLAN, out).run();

    out.println(result.table());
    assertThat(result.broken()).isEmpty();
    assertThat(result.activities()).isGreaterThan(PLAN.cameras());
    assertThat(result.secondsUntilAllMoved()).hasSize(PLAN.kills());
  }
}
