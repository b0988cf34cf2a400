package io.sightline.e2e.brokeraway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sightline.standalone.demo.DemoVideo;
import io.sightline.standalone.soak.BrokerSoak;
import io.sightline.standalone.soak.FilledBroker;
import io.sightline.standalone.soak.SoakSetup;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The broker's data lie on a real file system of their own; it takes root to mount one. Kafka
 * itself can tear a transaction then, so what was published last may come again, with the same
 * record id.
 */
class BrokerDiskFullIT {
  @TempDir Path folder;
  private Path disk;

  @BeforeEach
  void mount() throws Exception {
    disk = Files.createDirectories(folder.resolve("soak").resolve("broker"));
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=256m", "tmpfs", disk.toString()) == 0,
        "skipped: this user may not mount a small tmpfs");
  }

  @AfterEach
  void unmount() throws Exception {
    run("umount", disk.toString());
  }

  @Test
  void diskOfTheBrokerIsFull_ingestSaysSoAndLosesNothing() throws Exception {
    Path recording = folder.resolve("scene.mp4");
    DemoVideo.write(recording);
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);

    SoakSetup setup = SoakSetup.in(folder.resolve("soak"), recording);
    BrokerSoak.Result result =
        new BrokerSoak(setup, new FilledBroker(setup), Duration.ofSeconds(20), 2, out).run();

    out.println(result.table());
    assertThat(result.broken()).isEmpty();
    assertThat(result.said()).startsWith("DEGRADED").contains("facts wait for the broker");
    assertThat(result.backlogBytes()).isPositive();
    assertThat(result.counts().get("frames")).isPositive();
  }

  private static int run(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command).inheritIO().start().waitFor();
    } catch (IOException absent) {
      return -1;
    }
  }
}
