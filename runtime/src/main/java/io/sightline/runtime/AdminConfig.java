package io.sightline.runtime;

/**
 * Where health and metrics are served.
 *
 * @param host address to listen on; 127.0.0.1 by default
 * @param port 9464 by default; 0 takes any free one
 */
public record AdminConfig(String host, Integer port) {
  public AdminConfig {
    host = host == null ? "127.0.0.1" : host;
    port = port == null ? 9464 : port;
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("port " + port + ": expected 0 to 65535");
    }
  }
}
