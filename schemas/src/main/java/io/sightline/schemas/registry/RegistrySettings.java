package io.sightline.schemas.registry;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * How to reach a registry, under Confluent's configuration names. Each name is also taken with
 * {@code schema.registry.} before it.
 *
 * @param urls tried in turn
 * @param userInfo {@code user:password}, or null
 * @param maxRetries attempts after the first, when the registry cannot be reached or fails
 * @param firstWait before the second attempt; doubles with each further one
 * @param timeout of one attempt
 * @param tls Kafka's {@code ssl.*} settings for the registry alone; empty: Java's own
 */
public record RegistrySettings(
    List<URI> urls,
    @Nullable String userInfo,
    int maxRetries,
    Duration firstWait,
    Duration timeout,
    Map<String, String> tls) {
  public static final String URL = "schema.registry.url";
  public static final String CREDENTIALS_SOURCE = "basic.auth.credentials.source";
  public static final String USER_INFO = "basic.auth.user.info";
  public static final String MAX_RETRIES = "max.retries";
  public static final String RETRIES_WAIT_MS = "retries.wait.ms";
  public static final String READ_TIMEOUT_MS = "http.read.timeout.ms";

  private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");

  /**
   * Reads settings from a client's configuration.
   *
   * @throws ConfigException naming the key, the value and what was expected
   */
  public static RegistrySettings from(Map<String, ?> configuration) {
    String url = text(configuration, URL);
    if (url == null || url.isBlank()) {
      throw new ConfigException(
          URL, url, "expected the address of a schema registry, as http://host:8081");
    }
    List<URI> urls = COMMA.splitAsStream(url.strip()).map(RegistrySettings::uri).toList();
    return new RegistrySettings(
        urls.stream().map(RegistrySettings::withoutUserInfo).toList(),
        userInfo(configuration, urls.get(0)),
        number(configuration, MAX_RETRIES, 3),
        Duration.ofMillis(number(configuration, RETRIES_WAIT_MS, 250)),
        Duration.ofMillis(number(configuration, READ_TIMEOUT_MS, 10_000)),
        RegistryTls.settings(configuration));
  }

  /** The scope of {@code mock://scope}. */
  Optional<String> mockScope() {
    URI first = urls.get(0);
    return "mock".equals(first.getScheme()) ? Optional.of(first.getAuthority()) : Optional.empty();
  }

  /** Leaves out the password. */
  @Override
  public String toString() {
    return "RegistrySettings[urls=" + urls + ", maxRetries=" + maxRetries + "]";
  }

  private static URI uri(String text) {
    URI uri;
    try {
      uri = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    } catch (IllegalArgumentException e) {
      throw new ConfigException(URL, text, "expected an address, as http://host:8081");
    }
    boolean known =
        uri.getScheme() != null && List.of("http", "https", "mock").contains(uri.getScheme());
    if (!known || uri.getAuthority() == null) {
      throw new ConfigException(URL, text, "expected http://host:port, https://… or mock://scope");
    }
    return uri;
  }

  private static URI withoutUserInfo(URI uri) {
    String userInfo = uri.getRawUserInfo();
    return userInfo == null ? uri : URI.create(uri.toString().replace(userInfo + "@", ""));
  }

  private static @Nullable String userInfo(Map<String, ?> configuration, URI url) {
    String source = text(configuration, CREDENTIALS_SOURCE);
    return switch (source == null ? "URL" : source) {
      case "URL" -> url.getUserInfo();
      case "USER_INFO" -> {
        String userInfo = text(configuration, USER_INFO);
        if (userInfo == null || userInfo.indexOf(':') < 0) {
          throw new ConfigException(USER_INFO + ": expected user:password");
        }
        yield userInfo;
      }
      default -> throw new ConfigException(CREDENTIALS_SOURCE, source, "expected URL or USER_INFO");
    };
  }

  private static @Nullable String text(Map<String, ?> configuration, String key) {
    Object value = configuration.get(key);
    if (value == null) {
      value = configuration.get("schema.registry." + key);
    }
    if (value instanceof List<?> list) {
      return String.join(",", list.stream().map(String::valueOf).toList());
    }
    return value == null ? null : value.toString();
  }

  private static int number(Map<String, ?> configuration, String key, int absent) {
    String value = text(configuration, key);
    try {
      int number = value == null ? absent : Integer.parseInt(value.strip());
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // The same message as for a negative one.
    }
    throw new ConfigException(key, value, "expected a whole number, 0 or more");
  }
}
