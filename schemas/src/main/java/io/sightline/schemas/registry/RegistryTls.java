package io.sightline.schemas.registry;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;
import org.jspecify.annotations.Nullable;

/** TLS of the registry's client from {@code schema.registry.ssl.*}, in the forms Kafka reads. */
final class RegistryTls {
  static final String PREFIX = "schema.registry.";

  private RegistryTls() {}

  /** The settings under Kafka's own names, ordered; empty if there are none. */
  static Map<String, String> settings(Map<String, ?> configuration) {
    Map<String, String> all = new TreeMap<>();
    configuration.forEach(
        (key, value) -> {
          if (key.startsWith(PREFIX + "ssl.") && value != null) {
            all.put(key.substring(PREFIX.length()), value.toString());
          }
        });
    return all;
  }

  /**
   * Null where Java's own is meant.
   *
   * @throws ConfigException if a store cannot be read
   */
  static @Nullable SSLContext context(Map<String, String> settings) {
    if (settings.isEmpty()) {
      return null;
    }
    ConfigDef known = new ConfigDef();
    SslConfigs.addClientSslSupport(known);
    Map<String, Object> parsed = new HashMap<>(known.parse(settings));
    try (DefaultSslEngineFactory factory = new DefaultSslEngineFactory()) {
      factory.configure(parsed);
      return factory.sslContext();
    } catch (KafkaException e) {
      throw new ConfigException(
          "%sssl.*: cannot be used (%s); expected stores that can be read with their passwords"
              .formatted(PREFIX, e.getMessage()));
    }
  }
}
