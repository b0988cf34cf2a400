package io.sightline.standalone.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.sightline.retention.audit.Finding;
import io.sightline.retention.audit.Finding.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatheredTest {
  @TempDir Path folder;

  private List<Finding> findings(int parts, ManyRecordings many) throws Exception {
    try (Gathered gathered = new Gathered(folder, parts)) {
      many.gather(gathered);
      return gathered.differences(ManyRecordings.NOW, Duration.ZERO, (count, of) -> {});
    }
  }

  @Test
  void manyParts_findWhatOneDoes() throws Exception {
    ManyRecordings many = new ManyRecordings(3000);
    assertThat(findings(Gathered.SHARDS, many))
        .isEqualTo(findings(1, many))
        .extracting(Finding::kind, Finding::subject)
        .containsExactlyInAnyOrder(
            tuple(Kind.UNDER_RETAINED, many.early()),
            tuple(Kind.BROKEN_LEDGER, many.early()),
            tuple(Kind.BROKEN_LEDGER, "expiries-0@1"),
            tuple(Kind.OVER_RETAINED, many.overdue()),
            tuple(Kind.RESURRECTED, many.resurrected()),
            tuple(Kind.ORPHANED, many.orphan()),
            tuple(Kind.MISSING, many.missing()),
            tuple(Kind.KEY_LEFT, many.goneHour()));
  }

  @Test
  void scratchFiles_areGoneInTheEnd() throws Exception {
    findings(Gathered.SHARDS, new ManyRecordings(100));
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void sample_hasSoManyDifferentOnes() throws Exception {
    try (Gathered gathered = new Gathered(folder)) {
      new ManyRecordings(1000).gather(gathered);
      gathered.differences(ManyRecordings.NOW, Duration.ZERO, (count, of) -> {});
      List<String> chosen = new ArrayList<>();
      gathered.sample().choose(100, new Random(7), (key, sha256) -> chosen.add(key));
      assertThat(chosen).hasSize(100).doesNotHaveDuplicates();
      List<String> all = new ArrayList<>();
      gathered.sample().choose(Integer.MAX_VALUE, new Random(7), (key, sha256) -> all.add(key));
      assertThat(all).hasSize(gathered.sample().count()).containsAll(chosen);
    }
  }

  /** In one part they would take some 150 MB. */
  @Test
  void manyPieces_areComparedInLittleMemory() throws Exception {
    Path log = folder.resolve("log");
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx48m",
                "-XX:+UseSerialGC",
                "-Dorg.apache.avro.SERIALIZABLE_PACKAGES=io.sightline.avro",
                "-cp",
                System.getProperty("java.class.path"),
                ManyRecordings.class.getName(),
                folder.toString(),
                Integer.toString(Gathered.SHARDS))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    Process process = builder.start();
    try {
      assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("it ends").isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(Files.readAllLines(log)).contains("8 findings, 120002 objects");
  }
}
