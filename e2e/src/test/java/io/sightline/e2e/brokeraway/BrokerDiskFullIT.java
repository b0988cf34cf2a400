package io.sightline.e2e.brokeraway;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.e2e.disk.SmallDisk;
import io.sightline.standalone.demo.DemoVideo;
import io.sightline.standalone.soak.BrokerSoak;
import io.sightline.standalone.soak.FilledBroker;
import io.sightline.standalone.soak.SoakSetup;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The broker's data lie on a real file system of their own; it takes root to mount one. */
class BrokerDiskFullIT {
  @TempDir Path folder;
  private SmallDisk disk;

  @BeforeEach
  void mount() throws Exception {
    disk = SmallDisk.mount(folder.resolve("soak").resolve("broker"), 256);
  }

  @AfterEach
  void unmount() throws Exception {
    if (disk != null) {
      disk.close();
    }
  }

  @Test
  void diskOfTheBrokerIsFull_ingestSaysSoAndEveryFactArrivesOnce() throws Exception {
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
}
