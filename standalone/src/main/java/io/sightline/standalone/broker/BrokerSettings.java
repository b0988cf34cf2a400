package io.sightline.standalone.broker;

import java.nio.file.Path;

/**
 * Where the embedded broker lives.
 *
 * @param folder its data; made if absent, kept between runs
 * @param host the address it listens on and tells to clients
 * @param port 0: any free one
 */
public record BrokerSettings(Path folder, String host, int port) {
  public BrokerSettings {
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("broker port " + port + ": expected 0 to 65535");
    }
  }

  /** On this machine only, on any free port. */
  public static BrokerSettings local(Path folder) {
    return new BrokerSettings(folder, "127.0.0.1", 0);
  }
}
