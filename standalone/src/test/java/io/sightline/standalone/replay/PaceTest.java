package io.sightline.standalone.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final Instant FIRST = Instant.parse("2026-03-02T08:00:00Z");
  private static final long SECOND = 1_000_000_000L;

  @Test
  void timeBetweenRecords_isDividedByTheSpeed() {
    Pace pace = new Pace(10);

    assertThat(pace.until(FIRST, 5 * SECOND)).isEqualTo(Duration.ZERO);
    assertThat(pace.until(FIRST.plusSeconds(30), 5 * SECOND)).isEqualTo(Duration.ofSeconds(3));
    assertThat(pace.until(FIRST.plusSeconds(30), 9 * SECOND)).isEqualTo(Duration.ofSeconds(-1));
  }

  @Test
  void configurationAndTheFastest_waitForNothing() {
    Pace pace = new Pace(1);
    assertThat(pace.until(Instant.EPOCH, 0)).isEqualTo(Duration.ZERO);
    assertThat(pace.until(FIRST, 0)).isEqualTo(Duration.ZERO);

    Pace fastest = new Pace(Pace.FASTEST);
    assertThat(fastest.until(FIRST, 0)).isEqualTo(Duration.ZERO);
    assertThat(fastest.until(FIRST.plusSeconds(3600), 0)).isEqualTo(Duration.ZERO);
  }

  @Test
  void noSpeed_isRefused() {
    assertThatThrownBy(() -> new Pace(0)).hasMessage("speed 0.0: expected more than 0");
    assertThatThrownBy(() -> new Pace(Double.NaN)).hasMessageContaining("speed NaN");
  }
}
