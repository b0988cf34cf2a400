package io.sightline.runtime;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;

/** Takes a port for a small HTTP server. */
public final class HttpPort {
  private HttpPort() {}

  /**
   * A server that is not started.
   *
   * @param key of the configuration, for people
   * @param port 0: any that is free
   * @throws BindException the port is taken; says key, host and port
   */
  public static HttpServer bind(String key, String host, int port) throws IOException {
    try {
      return HttpServer.create(new InetSocketAddress(host, port), 0);
    } catch (BindException e) {
      BindException told =
          new BindException(
              "%s %d on %s: %s; expected a free port, or 0 for any"
                  .formatted(key, port, host, e.getMessage()));
      told.initCause(e);
      throw told;
    }
  }
}
