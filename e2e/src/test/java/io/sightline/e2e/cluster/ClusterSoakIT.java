package io.sightline.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.standalone.soak.ClusterFault;
import io.sightline.standalone.soak.ClusterPlan;
import io.sightline.standalone.soak.ClusterResult;
import io.sightline.standalone.soak.ClusterResult.Recovery;
import io.sightline.standalone.soak.ClusterSoak;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two faults; {@code sightline soak cluster} is the same with more. */
class ClusterSoakIT {
  private static final ClusterPlan PLAN =
      new ClusterPlan(
          2, 2, Duration.ofSeconds(10), List.of(ClusterFault.BROKER, ClusterFault.ALERTING), null);

  @TempDir Path folder;

  @Test
  void brokerAndProcessorKilled_theOthersGoOnAndNothingIsLostOrThereTwice() throws Exception {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);

    ClusterResult result =
        new ClusterSoak(folder.resolve("soak"), PLAN, Clock.systemUTC(), out).run();

    out.println(result.table());
    assertThat(result.broken()).isEmpty();
    assertThat(result.skipped()).isEmpty();
    assertThat(result.recoveries()).extracting(Recovery::fault).isEqualTo(PLAN.faults());
    assertThat(result.recoveries())
        .as("others take over")
        .allMatch(recovery -> recovery.wentOnSeconds() >= 0);
    assertThat(result.counts())
        .hasEntrySatisfying("detections", count -> assertThat(count).isPositive())
        .hasEntrySatisfying("decisions", count -> assertThat(count).isPositive())
        .hasEntrySatisfying("messages", count -> assertThat(count).isPositive());
  }
}
