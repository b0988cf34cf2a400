package io.sightline.standalone.broker;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the embedded broker lives.
 *
 * @param folder its data; made if absent, kept between runs
 * @param host the address it listens on and tells to clients
 * @param port 0: any free one
 * @param more of Kafka's own settings, which win over ours: listeners, security
 * @param quorum the other nodes; null: there are none
 */
public record BrokerSettings(
    Path folder, String host, int port, Map<String, String> more, @Nullable Quorum quorum) {
  public BrokerSettings {
    more = Map.copyOf(more);
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("broker port " + port + ": expected 0 to 65535");
    }
  }

  public BrokerSettings(Path folder, String host, int port) {
    this(folder, host, port, Map.of());
  }

  public BrokerSettings(Path folder, String host, int port, Map<String, String> more) {
    this(folder, host, port, more, null);
  }

  /** On this machine only, on any free port. */
  public static BrokerSettings local(Path folder) {
    return new BrokerSettings(folder, "127.0.0.1", 0);
  }
}
