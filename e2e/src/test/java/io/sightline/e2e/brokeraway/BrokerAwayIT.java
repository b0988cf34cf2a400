package io.sightline.e2e.brokeraway;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.standalone.demo.DemoVideo;
import io.sightline.standalone.soak.BrokerSoak;
import io.sightline.standalone.soak.SoakSetup;
import io.sightline.standalone.soak.StoppedBroker;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Twelve seconds; {@code sightline soak broker} is the same with two minutes. */
class BrokerAwayIT {
  @Test
  void brokerAwayUnderLoad_everyFactArrivesOnceAndInOrder(@TempDir Path folder) throws Exception {
    Path recording = folder.resolve("scene.mp4");
    DemoVideo.write(recording);
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);

    SoakSetup setup = SoakSetup.in(folder.resolve("soak"), recording);
    BrokerSoak.Result result =
        new BrokerSoak(setup, new StoppedBroker(setup), Duration.ofSeconds(12), 2, out).run();

    out.println(result.table());
    assertThat(result.broken()).isEmpty();
    assertThat(result.backlogBytes()).isPositive();
    assertThat(result.counts().get("frames")).isPositive();
    assertThat(result.counts().get("recordings")).isPositive();
  }
}
