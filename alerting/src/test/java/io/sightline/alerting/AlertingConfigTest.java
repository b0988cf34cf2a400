package io.sightline.alerting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sightline.alerting.delivery.BreakerConfig;
import io.sightline.alerting.delivery.ChannelConfig;
import io.sightline.alerting.delivery.ChannelConfig.Kind;
import io.sightline.alerting.delivery.OnUnknown;
import io.sightline.alerting.delivery.QuietHours;
import io.sightline.alerting.delivery.QuietHours.Day;
import io.sightline.avro.AlertState;
import io.sightline.avro.Severity;
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
                min_severity: warning
                title: "{camera}"
                body: "{label}"
                time_zone: Europe/Berlin
                quiet_hours: [{days: [sat, sun], from: "22:00", until: "07:00", min_severity: critical}]
                rate_per_minute: 5
                breaker: {failures: 3, open_for: 1m}
                give_up_after: 2h
                on_unknown: drop
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
    assertThat(channel.minSeverity()).isEqualTo(Severity.WARNING);
    assertThat(channel.title()).isEqualTo("{camera}");
    assertThat(channel.body()).isEqualTo("{label}");
    assertThat(channel.timeZone()).isEqualTo("Europe/Berlin");
    assertThat(channel.quietHours())
        .containsExactly(
            new QuietHours(List.of(Day.SAT, Day.SUN), "22:00", "07:00", Severity.CRITICAL));
    assertThat(channel.ratePerMinute()).isEqualTo(5);
    assertThat(channel.breaker()).isEqualTo(new BreakerConfig(3, Duration.ofMinutes(1)));
    assertThat(channel.giveUpAfter()).isEqualTo(Duration.ofHours(2));
    assertThat(channel.onUnknown()).isEqualTo(OnUnknown.DROP);
    assertThat(config.toString()).doesNotContain(SECRET);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "camera_wait: 1h | camera_wait PT1H: expected 0s to 5s",
        "channels: [{name: x}] | type is missing: expected one of log, webhook",
        "channels: [{type: log}, {type: log}] | name 'log' is there twice",
        "channels: [{type: log, name: A b}] | name A b: expected",
        "channels: [{type: log, attempts: 0}] | attempts 0: expected 1 to 100",
        "channels: [{type: log, timeout: 3m}] | timeout PT3M: expected at most PT2M",
        "channels: [{type: log, url: 'http://x/y'}] | url and secret of log: expected none",
        "channels: [{type: mail}] | mail is missing: expected the part of that name",
        "channels: [{type: log, slack: {url: 'http://x'}}] | slack in a channel of type log",
        "channels: [{type: log, title: 'at {camra}'}] | {camra}: unknown field; did you mean",
        "channels: [{type: log, time_zone: Mars}] | time_zone Mars: expected a zone as",
        "channels: [{type: log, quiet_hours: [{from: '22:00'}]}] | until is missing: expected",
        "channels: [{type: log, quiet_hours: [{from: 25h, until: '7:00'}]}] | from '25h': expected",
        "channels: [{type: log, rate_per_minute: -1}] | rate_per_minute -1: expected 0 to 10000",
        "channels: [{type: log, breaker: {failures: 0}}] | failures 0: expected 1 to 100",
        "channels: [{type: log, on_unknown: maybe}] | 'maybe': expected one of resend, drop",
        "channels: [{type: mail, mail: {host: m, from: a, to: [b@c]}}] | from a: expected an address",
        "channels: [{type: mail, mail: {host: m, from: a@b}}] | to is missing: expected one address",
        "channels: [{type: mail, mail: {from: a@b, to: [c@d]}}] | host is missing",
        "channels: [{type: mail, mail: {host: m, from: a@b, to: [c@d], username: u}}] | password is",
        "channels: [{type: mqtt, mqtt: {broker: 'http://x'}}] | broker http://x: expected mqtt://",
        "channels: [{type: mqtt, states: [opened], mqtt: {broker: 'mqtt://x'}}] | for mqtt",
        "channels: [{type: ntfy, ntfy: {topic: 'a b'}}] | topic a b: expected",
        "channels: [{type: ntfy, ntfy: {topic: a, picture: attach}}] | picture attach: expected link",
        "channels: [{type: slack, slack: {url: hush}}] | url ********: expected an http",
        "channels: [{type: discord, discord: {}}] | url is missing: expected an http",
        "channels: [{type: telegram, telegram: {token: hush, chat: 1}}] | token ********: expected",
        "channels: [{type: telegram, telegram: {token: '1:a', chat: 'x y'}}] | chat x y: expected",
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

  @Test
  void severalProblemsInOneChannel_areToldAtOnce() {
    assertThatThrownBy(
            () -> parse("channels: [{type: webhook, name: A, attempts: 0, title: '{x}', url: f}]"))
        .hasMessageContaining("name A:")
        .hasMessageContaining("attempts 0:")
        .hasMessageContaining("{x}: unknown field")
        .hasMessageContaining("url f: expected an http or https address")
        .hasMessageContaining("secret is missing");
  }

  private static AlertingConfig parse(String yaml) throws ConfigException {
    return ConfigLoader.parse("test", yaml, AlertingConfig.class, Map.of("PAGER_SECRET", SECRET));
  }
}
