package io.sightline.retention.pressure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForecastTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final long HOUR = Cell.hour(NOW);
  private static final Duration FORTNIGHT = Duration.ofDays(14);

  private final Stock stock = new Stock();

  /** So many bytes in each of the last hours, kept for so many hours. */
  private void steady(int hours, long bytesPerHour, long keptHours) {
    for (int ago = 1; ago <= hours; ago++) {
      stock.set(new Cell(Kind.CLIP_QUIET, HOUR - ago, HOUR - ago + keptHours), 0, bytesPerHour);
    }
  }

  private Forecast forecast(long free) {
    return Forecast.of(new Room(NOW, free, -1), stock, List.of(), 0, FORTNIGHT);
  }

  @Test
  void youngStore_isFullAfterWhatIsFreeAtItsRate() {
    steady(10, 100, 720);
    Forecast forecast = forecast(7200);
    assertThat(forecast.bytesPerHour()).isEqualTo(100);
    assertThat(forecast.fullAt().orElseThrow())
        .isCloseTo(NOW.plus(Duration.ofHours(72)), within(1, ChronoUnit.HOURS));
  }

  @Test
  void steadyState_isNeverFull() {
    steady(48, 100, 48);
    assertThat(forecast(500).fullAt()).isEmpty();
  }

  @Test
  void whatIsDueSoon_putsItOff() {
    steady(100, 100, 120);
    // For twenty hours it grows, then as much goes as comes.
    assertThat(forecast(2500).fullAt()).isEmpty();
    assertThat(forecast(1500).fullAt().orElseThrow())
        .isCloseTo(NOW.plus(Duration.ofHours(15)), within(1, ChronoUnit.HOURS));
  }

  @Test
  void heldMedia_neverMakesRoom() {
    steady(6, 100, 720);
    stock.set(new Cell(Kind.HELD, HOUR - 100, HOUR + 1), 0, 50_000);
    assertThat(forecast(2000).fullAt()).isPresent();
  }

  @Test
  void otherThingsOnTheDisk_count() {
    List<Sample> samples =
        List.of(
            new Sample(NOW.minus(Duration.ofHours(10)), 10_000, 500), new Sample(NOW, 9_000, 500));
    Forecast forecast = Forecast.of(new Room(NOW, 900, -1), stock, samples, 0, FORTNIGHT);
    assertThat(forecast.otherBytesPerHour()).isEqualTo(100);
    assertThat(forecast.fullAt().orElseThrow())
        .isCloseTo(NOW.plus(Duration.ofHours(9)), within(1, ChronoUnit.HOURS));
  }

  @Test
  void aBusyMorning_isNotAveragedAway() {
    steady(72, 10, 720);
    for (int ago = 1; ago <= 6; ago++) {
      stock.set(new Cell(Kind.RECORDING, HOUR - ago, HOUR + 720), 0, 1000);
    }
    assertThat(forecast(10_000).bytesPerHour()).isEqualTo(1010);
  }

  @Test
  void shortAlready_isFullNow() {
    assertThat(Forecast.of(new Room(NOW, 99, -1), stock, List.of(), 100, FORTNIGHT).fullAt())
        .contains(NOW);
  }

  @Test
  void emptyStoreOrUnknownRoom_tellsNothing() {
    assertThat(forecast(1000).fullAt()).isEmpty();
    steady(6, 100, 720);
    assertThat(forecast(-1).fullAt()).isEmpty();
  }
}
