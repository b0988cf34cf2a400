package io.sightline.standalone.traces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sightline.runtime.ConfigException;
import io.sightline.runtime.ConfigLoader;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TracesConfigTest {
  private static TracesConfig parse(String yaml) throws ConfigException {
    return ConfigLoader.parse("test", yaml, TracesConfig.class, Map.of("TOKEN", "secret"));
  }

  @Test
  void address_isOnWithHeadersThatAreMasked() throws ConfigException {
    TracesConfig config =
        parse("{url: 'http://collector:4318/v1/traces', headers: {Authorization: '${TOKEN}'}}");

    assertThat(config.isOn()).isTrue();
    assertThat(config.url()).isEqualTo(URI.create("http://collector:4318/v1/traces"));
    assertThat(config.timeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(config.headers().get("Authorization").value()).isEqualTo("secret");
    assertThat(config.toString()).doesNotContain("secret");
  }

  @Test
  void nothing_isOff() {
    assertThat(TracesConfig.OFF.isOn()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{url: 'collector:4318'} | url 'collector:4318': expected the address of a collector",
        "{url: 'grpc://collector:4317'} | url 'grpc://collector:4317': expected the address",
        "{url: '/v1/traces'} | url '/v1/traces': expected the address of a collector",
        "{url: 'http://c/v1/traces', timeout: 0s} | timeout PT0S: expected more than 0s",
        "{url: 'http://c/v1/traces', timeout: 61s} | timeout PT1M1S: expected more than 0s, at most"
            + " 1m",
        "{address: 'http://c/v1/traces'} | address"
      })
  void whatIsWrong_isSaidWithTheValue(String yaml, String said) {
    assertThatThrownBy(() -> parse(yaml))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(said);
  }
}
