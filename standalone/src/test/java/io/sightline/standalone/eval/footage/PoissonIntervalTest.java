package io.sightline.standalone.eval.footage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoissonIntervalTest {

  /**
   * From the quantiles of the chi-square distribution, as tables of Garwood's interval give them.
   */
  @ParameterizedTest
  @CsvSource({
    "0, 0, 3.6889",
    "1, 0.0253, 5.5716",
    "2, 0.2422, 7.2247",
    "5, 1.6235, 11.6683",
    "10, 4.7954, 18.3904",
    "100, 81.3640, 121.6273"
  })
  void events_intervalAsInTables(int events, double low, double high) {
    PoissonInterval interval = PoissonInterval.of(events);

    assertThat(interval.low()).isCloseTo(low, within(1e-3));
    assertThat(interval.high()).isCloseTo(high, within(1e-3));
  }
}
