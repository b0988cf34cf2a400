package io.sightline.alerting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sightline.alerting.delivery.ChannelConfig;
import io.sightline.alerting.delivery.ChannelConfig.Kind;
import io.sightline.avro.AlertState;
import io.sightline.runtime.ConfigException;
import io.sightline.runtime.ConfigLoader;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertingConfigTest {
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  @Test
  void nothingGiven_theLogTellsWhatOpensAndCloses() throws ConfigException {
    AlertingConfig config = parse("{}");

    assertThat(config).isEqualTo(AlertingConfig.defaults());
    assertThat(config.channels()).containsExactly(ChannelConfig.log());
    assertThat(config.channels().get(0).states())
        .containsExactly(AlertState.OPENED, AlertState.CLOSED);
    assertThat(config.cameraWait()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void everyKeyGiven_isTaken() throws ConfigException {
    AlertingConfig config =
        parse(
            """
            camera_wait: 2s
            channels:
              - name: pager
                type: webhook
                url: https://pager.example/hook
                secret: ${PAGER_SECRET}
                states: [updated]
                timeout: 3s
                attempts: 4
                backoff: 200ms
                backoff_at_most: 8s
                max_alert_age: 1h
            """);

    ChannelConfig channel = config.channels().get(0);
    assertThat(config.cameraWait()).isEqualTo(Duration.ofSeconds(2));
    assertThat(channel.name()).isEqualTo("pager");
    assertThat(channel.type()).isEqualTo(Kind.WEBHOOK);
    assertThat(channel.url()).isEqualTo(URI.create("https://pager.example/hook"));
    assertThat(channel.secret().value()).isEqualTo(SECRET);
    assertThat(channel.states()).isEqualTo(List.of(AlertState.UPDATED));
    assertThat(channel.timeout()).isEqualTo(Duration.ofSeconds(3));
    assertThat(channel.attempts()).isEqualTo(4);
    assertThat(channel.backoff()).isEqualTo(Duration.ofMillis(200));
    assertThat(channel.backoffAtMost()).isEqualTo(Duration.ofSeconds(8));
    assertThat(channel.maxAlertAge()).isEqualTo(Duration.ofHours(1));
    assertThat(config.toString()).doesNotContain(SECRET);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "camera_wait: 1h | camera_wait PT1H: expected 0s to 5s",
        "channels: [{name: x}] | type is missing: expected log or webhook",
        "channels: [{type: log}, {type: log}] | name 'log' is there twice",
        "channels: [{type: log, name: A b}] | name A b: expected",
        "channels: [{type: log, attempts: 0}] | attempts 0: expected 1 to 20",
        "channels: [{type: log, attempts: 20, timeout: 30s}] | together up to",
        "channels: [{type: log, backoff: 1m}] | expected at most backoff_at_most",
        "channels: [{type: log, states: [unknown]}] | expected opened, updated or closed",
        "channels: [{type: webhook}] | url is missing",
        "channels: [{type: webhook, url: 'ftp://x/y'}] | expected an http or https address",
        "channels: [{type: webhook, url: 'http://x/y'}] | secret is missing",
        "channels: [{type: webhook, url: 'http://x/y', secret: hush}] | secret ********: expected"
      })
  void badValue_isRefusedWithWhatWasExpected(String yaml, String message) {
    assertThatThrownBy(() -> parse(yaml))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(message)
        .message()
        .doesNotContain("hush");
  }

  private static AlertingConfig parse(String yaml) throws ConfigException {
    return ConfigLoader.parse("test", yaml, AlertingConfig.class, Map.of("PAGER_SECRET", SECRET));
  }
}
