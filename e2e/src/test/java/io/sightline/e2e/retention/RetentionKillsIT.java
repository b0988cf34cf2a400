package io.sightline.e2e.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.retention.audit.Finding;
import io.sightline.retention.audit.Finding.Kind;
import io.sightline.retention.signing.KeyRing;
import io.sightline.runtime.KafkaSettings;
import io.sightline.standalone.soak.RetentionSoak;
import io.sightline.standalone.soak.RetentionSoak.Plan;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fifty kills; {@code sightline soak retention} is the same with more. */
class RetentionKillsIT {
  private static final Plan PLAN = new Plan(50, Duration.ofMillis(1100), 20261128);

  @TempDir Path folder;

  @Test
  void retentionKilledFiftyTimes_everyClipGoesOnceAndWhatIsPlantedAfterwardsIsFound()
      throws Exception {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    RetentionSoak soak = new RetentionSoak(folder.resolve("soak"), PLAN, Clock.systemUTC(), out);

    RetentionSoak.Result result = soak.run(this::tamper);

    out.println(result.table());
    assertThat(result.broken()).isEmpty();
    assertThat(result.clips()).isGreaterThan(PLAN.kills());
    assertThat(result.whileDeleting()).as("kills with deletions under way").isPositive();
  }

  /** A ledger that was changed in each way that there is, and a file that came back. */
  private void tamper(KafkaSettings kafka, Path store, KeyRing trusted) throws Exception {
    LedgerCopy ledger = LedgerCopy.of(kafka);
    String gone = ledger.entry(3).getClipId();
    Path back = store.resolve(gone.replaceAll("-c.*", "") + "/2026-01-01/" + gone + "/clip.mp4");
    Files.createDirectories(back.getParent());
    Files.write(back, new byte[1]);
    assertThat(RetentionSoak.findings(kafka, store, trusted, Clock.systemUTC().instant()))
        .extracting(Finding::kind)
        .containsExactly(Kind.RESURRECTED);
    Files.delete(back);
    Files.delete(back.getParent());

    ledger.write(values -> values.set(3, ledger.changed(values.get(3))));
    assertThat(broken(kafka, store, trusted)).isNotEmpty();
    ledger.write(values -> values.remove(3));
    assertThat(broken(kafka, store, trusted)).isNotEmpty();
    ledger.write(values -> Collections.swap(values, 3, 4));
    assertThat(broken(kafka, store, trusted)).isNotEmpty();
    ledger.write(values -> values.set(3, new byte[] {0, 0, 0}));
    assertThat(broken(kafka, store, trusted))
        .anyMatch(finding -> finding.what().startsWith("cannot be read"));
    ledger.write(values -> values.subList(ledger.newestHead() - 1, values.size()).clear());
    assertThat(broken(kafka, store, trusted))
        .as("a tail that is cut off breaks no chain, but a head")
        .hasSize(1)
        .allMatch(finding -> finding.what().contains("is gone"));
    ledger.write(values -> {});
    assertThat(broken(kafka, store, trusted)).isEmpty();
  }

  private static List<Finding> broken(KafkaSettings kafka, Path store, KeyRing trusted)
      throws Exception {
    return RetentionSoak.findings(kafka, store, trusted, Clock.systemUTC().instant()).stream()
        .filter(finding -> finding.kind() == Kind.BROKEN_LEDGER)
        .toList();
  }
}
