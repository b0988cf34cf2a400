package io.sightline.standalone;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports of the loopback address that nobody listens on right now. */
public final class FreePorts {
  private FreePorts() {}

  public static int next() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** The port, or a free one if it is 0. */
  public static int unlessGiven(int port) throws IOException {
    return port == 0 ? next() : port;
  }

  /**
   * @param what wants the port
   * @throws IOException somebody listens on it
   */
  public static void require(String what, int port) throws IOException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      throw new IOException(
          what + " " + port + ": cannot listen (" + e.getMessage() + "); expected a free port", e);
    }
  }
}
