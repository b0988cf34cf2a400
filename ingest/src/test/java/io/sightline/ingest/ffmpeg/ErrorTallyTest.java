package io.sightline.ingest.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ErrorTallyTest {
  private final List<String> lines = new ArrayList<>();
  private long now;
  private final ErrorTally tally =
      new ErrorTally("cam", Duration.ofSeconds(10), () -> now, lines::add);

  @Test
  void storm_becomesOneLineForEachInterval() {
    for (int i = 0; i < 1000; i++) {
      now = Duration.ofMillis(20L * i).toNanos();
      tally.count("broken " + i);
    }
    tally.flush();
    assertThat(lines)
        .containsExactly(
            "cam: broken 0",
            "cam: 500 errors while reading, the last: broken 500",
            "cam: 499 errors while reading, the last: broken 999");
    assertThat(tally.total()).isEqualTo(1000);
  }

  @Test
  void noError_noLine() {
    tally.flush();
    assertThat(lines).isEmpty();
  }
}
