package io.sightline.ingest.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PacerTest {
  private final List<Long> sleeps = new ArrayList<>();
  private long now = 5_000;

  private final Pacer pacer =
      new Pacer(
          () -> now,
          nanos -> {
            sleeps.add(nanos);
            now += nanos;
          });

  @Test
  void packets_waitUntilTheirTimeFromTheFirst() throws Exception {
    pacer.await(-100);
    pacer.await(0);
    pacer.await(40);
    assertThat(sleeps).containsExactly(100_000L, 40_000L);
  }

  @Test
  void latePackets_doNotWait() throws Exception {
    pacer.await(0);
    now += 1_000_000;
    pacer.await(500);
    pacer.await(1_200);
    assertThat(sleeps).containsExactly(200_000L);
  }
}
