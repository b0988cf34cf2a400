package io.sightline.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConsoleConfigTest {
  @Test
  void nothingGiven_isTheDefaults() {
    assertThat(new ConsoleConfig(null, null, null, null, null, null, null, null, null))
        .isEqualTo(ConsoleConfig.DEFAULTS)
        .isEqualTo(
            new ConsoleConfig("127.0.0.1", 8080, List.of(), 5_000, 20_000, 20_000, 1_000, 32, 120));
  }

  @Test
  void badValues_areRefusedWithKeyValueAndExpectation() {
    assertThatThrownBy(
            () -> new ConsoleConfig(null, 70_000, null, null, null, null, null, null, null))
        .hasMessage("console.port 70000: expected 0 to 65535");
    assertThatThrownBy(() -> new ConsoleConfig(null, null, null, 0, null, null, null, null, null))
        .hasMessage("console.alerts_kept 0: expected 1 to 1000000");
    assertThatThrownBy(() -> new ConsoleConfig(" ", null, null, null, null, null, null, null, null))
        .hasMessageContaining("console.host");
  }
}
