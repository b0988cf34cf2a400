package io.sightline.console.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostGuardTest {
  private final HostGuard local = new HostGuard("127.0.0.1", List.of("Cams.example"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "localhost:8080",
        "127.0.0.1:8080",
        "[::1]",
        "[::1]:8080",
        "LOCALHOST",
        "cams.example"
      })
  void knownName_isAllowed(String host) {
    assertThat(local.allows(host)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:8080",
        "localhost.evil.example",
        "",
        "127.0.0.1.evil"
      })
  void otherName_isRefused(String host) {
    assertThat(local.allows(host)).isFalse();
  }

  @Test
  void noName_isRefused() {
    assertThat(local.allows(null)).isFalse();
  }

  @Test
  void onTheNetwork_everyNameUnlessSomeAreListed() {
    assertThat(new HostGuard("0.0.0.0", List.of()).allows("nas.lan:8080")).isTrue();
    assertThat(new HostGuard("0.0.0.0", List.of("nas.lan")).allows("evil.example")).isFalse();
  }
}
