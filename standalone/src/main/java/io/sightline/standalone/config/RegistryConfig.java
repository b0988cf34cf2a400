package io.sightline.standalone.config;

import static java.util.Objects.requireNonNullElse;

import io.sightline.runtime.Secret;
import io.sightline.standalone.registry.RegistryPort;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The schema registry: where a cluster's is, or how the embedded one listens.
 *
 * @param url of a Confluent-compatible registry; for processes on a cluster
 * @param port on which the embedded registry listens; 0: any free one
 * @param user whom the embedded one lets in, and as whom every client asks; empty: anybody
 * @param keystore certificate and key of the embedded one, PKCS12 or JKS; null: plain HTTP
 */
public record RegistryConfig(
    String url,
    String host,
    Integer port,
    String user,
    @Nullable Secret password,
    @Nullable Path keystore,
    @Nullable Secret keystorePassword) {
  /** On this host, for anybody. */
  @SuppressWarnings("NullAway") // null is how an absent value arrives
  public static final RegistryConfig DEFAULTS =
      new RegistryConfig(null, null, null, null, null, null, null);

  public RegistryConfig {
    url = requireNonNullElse(url, "");
    host = requireNonNullElse(host, "127.0.0.1");
    port = SightlineConfig.tcpPort(requireNonNullElse(port, 8081));
    user = requireNonNullElse(user, "");
    if (user.isEmpty() != (password == null) || user.contains(":")) {
      throw new IllegalArgumentException(
          "user '" + user + "': expected a name without colon together with password, or neither");
    }
    if ((keystore == null) != (keystorePassword == null)) {
      throw new IllegalArgumentException(
          "keystore '" + keystore + "': expected together with keystore_password, or neither");
    }
  }

  /** The embedded one on this host, for anybody. */
  public static RegistryConfig embedded(int port) {
    return DEFAULTS.onPort(port);
  }

  /** The same, with the embedded one on another port. */
  public RegistryConfig onPort(int number) {
    return new RegistryConfig(url, host, number, user, password, keystore, keystorePassword);
  }

  /** How the embedded one listens. */
  public RegistryPort listener() {
    return new RegistryPort(
        host,
        port,
        password == null ? null : new RegistryPort.Login(user, password.value()),
        keystore == null || keystorePassword == null
            ? null
            : new RegistryPort.Keystore(keystore, keystorePassword.value()));
  }

  /** Of the embedded one's address. */
  String scheme() {
    return keystore == null ? "http" : "https";
  }

  /** What clients send, in Confluent's keys. */
  Map<String, String> login() {
    return password == null
        ? Map.of()
        : Map.of(
            "basic.auth.credentials.source",
            "USER_INFO",
            "basic.auth.user.info",
            user + ":" + password.value());
  }
}
