package io.sightline.ingest.events.onvif;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class WsDiscoveryTest {
  private static final Duration WAIT = Duration.ofSeconds(2);

  /** Answers each probe, as a device does, and some nonsense beside. */
  private static final class Device implements AutoCloseable {
    private final MulticastSocket socket;
    private final Thread thread;

    Device(MulticastSocket socket) {
      this.socket = socket;
      this.thread = new Thread(this::run, "device");
      thread.start();
    }

    private void run() {
      DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
      try {
        while (true) {
          packet.setLength(65_535);
          socket.receive(packet);
          String question = new String(packet.getData(), 0, packet.getLength(), UTF_8);
          Element probe = Xml.parse(question.getBytes(UTF_8));
          send("no XML", packet);
          send(answer(Xml.text(probe, "MessageID")), packet);
        }
      } catch (IOException e) {
        // closed
      }
    }

    private void send(String text, DatagramPacket to) throws IOException {
      byte[] bytes = text.getBytes(UTF_8);
      socket.send(new DatagramPacket(bytes, bytes.length, to.getSocketAddress()));
    }

    private static String answer(String question) {
      return """
          <?xml version="1.0"?><e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope" \
          xmlns:w="http://schemas.xmlsoap.org/ws/2004/08/addressing" \
          xmlns:d="http://schemas.xmlsoap.org/ws/2005/04/discovery"><e:Header>\
          <w:RelatesTo>%s</w:RelatesTo></e:Header><e:Body><d:ProbeMatches><d:ProbeMatch>\
          <w:EndpointReference><w:Address>urn:uuid:cam-1</w:Address></w:EndpointReference>\
          <d:Types>dn:NetworkVideoTransmitter</d:Types><d:Scopes>\
          onvif://www.onvif.org/type/video_encoder onvif://www.onvif.org/name/Yard%%20%%1b[31m \
          onvif://www.onvif.org/hardware/X-100</d:Scopes>\
          <d:XAddrs>http://192.0.2.7/onvif/device_service http://[fe80::1]/onvif</d:XAddrs>\
          </d:ProbeMatch></d:ProbeMatches></e:Body></e:Envelope>"""
          .formatted(question);
    }

    @Override
    public void close() throws Exception {
      socket.close();
      thread.join(5000);
    }
  }

  private static final Discovered YARD =
      new Discovered(
          "urn:uuid:cam-1",
          "127.0.0.1",
          List.of("http://192.0.2.7/onvif/device_service", "http://[fe80::1]/onvif"),
          "Yard [31m",
          "X-100",
          "");

  @Test
  void deviceThatAnswersTwice_isListedOnce() throws Exception {
    MulticastSocket socket =
        new MulticastSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    InetSocketAddress to =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
    NetworkInterface loopback = NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress());
    try (Device device = new Device(socket)) {
      assertThat(new WsDiscovery(to).ask(loopback, WAIT)).containsExactly(YARD);
    }
  }

  @Test
  void allDevicesOfANetwork_areAskedByMulticast() throws Exception {
    List<NetworkInterface> interfaces = WsDiscovery.interfaces();
    assumeTrue(!interfaces.isEmpty(), "SKIPPED: no network here to multicast on");
    NetworkInterface through = interfaces.get(0);
    MulticastSocket socket = new MulticastSocket(WsDiscovery.ALL.getPort());
    socket.joinGroup(WsDiscovery.ALL, through);
    try (Device device = new Device(socket)) {
      assertThat(new WsDiscovery(WsDiscovery.ALL).ask(through, WAIT))
          .extracting(Discovered::id)
          .contains("urn:uuid:cam-1");
    }
  }
}
