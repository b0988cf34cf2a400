package io.sightline.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;

class RegistrySettingsTest {
  @Test
  void onlyUrl_givesDefaults() {
    RegistrySettings settings =
        RegistrySettings.from(Map.of("schema.registry.url", "http://a:8081/, https://b/apis/v7"));
    assertThat(settings.urls())
        .containsExactly(URI.create("http://a:8081"), URI.create("https://b/apis/v7"));
    assertThat(settings.userInfo()).isNull();
    assertThat(settings.maxRetries()).isEqualTo(3);
    assertThat(settings.firstWait()).isEqualTo(Duration.ofMillis(250));
    assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void everyKey_isRead() {
    RegistrySettings settings =
        RegistrySettings.from(
            Map.of(
                "schema.registry.url", "http://a",
                "basic.auth.credentials.source", "USER_INFO",
                "schema.registry.basic.auth.user.info", "me:secret",
                "max.retries", 7,
                "retries.wait.ms", "5",
                "http.read.timeout.ms", 99));
    assertThat(settings.userInfo()).isEqualTo("me:secret");
    assertThat(settings.maxRetries()).isEqualTo(7);
    assertThat(settings.firstWait()).isEqualTo(Duration.ofMillis(5));
    assertThat(settings.timeout()).isEqualTo(Duration.ofMillis(99));
    assertThat(settings.toString()).doesNotContain("secret");
  }

  @Test
  void userInfoInUrl_isTakenOutOfIt() {
    RegistrySettings settings =
        RegistrySettings.from(Map.of("schema.registry.url", "http://me:secret@a:8081"));
    assertThat(settings.userInfo()).isEqualTo("me:secret");
    assertThat(settings.urls()).containsExactly(URI.create("http://a:8081"));
  }

  @Test
  void badValues_areRefusedWithWhatWasExpected() {
    refused(Map.of(), "schema.registry.url");
    refused(Map.of("schema.registry.url", "localhost:8081"), "localhost:8081");
    refused(Map.of("schema.registry.url", "http://a", "max.retries", "-1"), "max.retries", "-1");
    refused(Map.of("schema.registry.url", "http://a", "max.retries", "x"), "whole number");
    refused(
        Map.of("schema.registry.url", "http://a", "basic.auth.credentials.source", "SASL_INHERIT"),
        "SASL_INHERIT",
        "USER_INFO");
    refused(
        Map.of("schema.registry.url", "http://a", "basic.auth.credentials.source", "USER_INFO"),
        "user:password");
  }

  private static void refused(Map<String, ?> configuration, String... message) {
    assertThatThrownBy(() -> RegistrySettings.from(configuration))
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll(message);
  }
}
