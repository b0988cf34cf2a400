package io.sightline.ingest.events.onvif;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.InterfaceAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Asks the network which ONVIF devices there are. Only devices of the same network answer. */
public final class WsDiscovery {
  /** Where all devices listen. */
  public static final InetSocketAddress ALL = new InetSocketAddress("239.255.255.250", 3702);

  private static final int MAX_DATAGRAM = 65_535;
  private static final int MAX_DEVICES = 1000;
  private static final int PROBES = 2;

  private final InetSocketAddress to;

  /**
   * @param to {@link #ALL}, or one device
   */
  public WsDiscovery(InetSocketAddress to) {
    this.to = to;
  }

  /** Interfaces of this host that can be asked through: up, with IPv4 and multicast. */
  public static List<NetworkInterface> interfaces() throws IOException {
    List<NetworkInterface> usable = new ArrayList<>();
    for (NetworkInterface one : NetworkInterface.networkInterfaces().toList()) {
      if (one.isUp() && !one.isLoopback() && one.supportsMulticast() && hasIpv4(one)) {
        usable.add(one);
      }
    }
    return usable;
  }

  private static boolean hasIpv4(NetworkInterface one) {
    return one.getInterfaceAddresses().stream()
        .map(InterfaceAddress::getAddress)
        .anyMatch(Inet4Address.class::isInstance);
  }

  /** Asks through one interface and gathers answers for so long; each device once. */
  public Collection<Discovered> ask(NetworkInterface through, Duration wait) throws IOException {
    Map<String, Discovered> devices = new LinkedHashMap<>();
    try (MulticastSocket socket = new MulticastSocket(0)) {
      socket.setNetworkInterface(through);
      socket.setTimeToLive(1);
      byte[] probe = ProbeMatches.probe();
      for (int i = 0; i < PROBES; i++) {
        socket.send(new DatagramPacket(probe, probe.length, to));
      }
      long end = System.nanoTime() + wait.toNanos();
      for (long left = wait.toMillis(); left > 0; left = (end - System.nanoTime()) / 1_000_000) {
        if (!take(socket, (int) left, devices)) {
          break;
        }
      }
    }
    return devices.values();
  }

  private static boolean take(MulticastSocket socket, int millis, Map<String, Discovered> devices)
      throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[MAX_DATAGRAM], MAX_DATAGRAM);
    socket.setSoTimeout(millis);
    try {
      socket.receive(packet);
    } catch (SocketTimeoutException e) {
      return false;
    }
    byte[] answer = Arrays.copyOf(packet.getData(), packet.getLength());
    InetAddress from = packet.getAddress();
    for (Discovered device : ProbeMatches.read(answer, from.getHostAddress())) {
      if (devices.size() < MAX_DEVICES) {
        devices.putIfAbsent(device.id(), device);
      }
    }
    return true;
  }
}
