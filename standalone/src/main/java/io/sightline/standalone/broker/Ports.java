package io.sightline.standalone.broker;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Looks at ports before Kafka does, whose own errors leave half of it running. */
final class Ports {
  private Ports() {}

  /** A port that was free a moment ago. */
  static int free() throws IOException {
    return bindable("127.0.0.1", 0);
  }

  /**
   * @throws BrokerException if the port is taken or the host is not of this machine
   */
  static int bindable(String host, int port) throws IOException {
    InetSocketAddress address = new InetSocketAddress(host, port);
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true); // As Kafka does: a port in TIME_WAIT is not taken.
      socket.bind(address);
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new BrokerException(
          "broker address %s:%d: cannot listen (%s); expected a free port, or 0 for any"
              .formatted(host, port, e.getMessage()),
          e);
    }
  }
}
