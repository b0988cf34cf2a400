package io.sightline.ingest.events.onvif;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.w3c.dom.Element;

/** The question and the answers of WS-Discovery; anybody on the network may have written them. */
final class ProbeMatches {
  private static final String SCOPE = "onvif://www.onvif.org/";
  private static final int MAX_TEXT = 200;
  private static final int MAX_MATCHES = 16;

  private ProbeMatches() {}

  static byte[] probe() {
    return """
        <?xml version="1.0" encoding="UTF-8"?><s:Envelope \
        xmlns:s="http://www.w3.org/2003/05/soap-envelope" \
        xmlns:a="http://schemas.xmlsoap.org/ws/2004/08/addressing" \
        xmlns:d="http://schemas.xmlsoap.org/ws/2005/04/discovery" \
        xmlns:dn="http://www.onvif.org/ver10/network/wsdl"><s:Header>\
        <a:Action>http://schemas.xmlsoap.org/ws/2005/04/discovery/Probe</a:Action>\
        <a:MessageID>urn:uuid:%s</a:MessageID>\
        <a:To>urn:schemas-xmlsoap-org:ws:2005:04:discovery</a:To></s:Header><s:Body><d:Probe>\
        <d:Types>dn:NetworkVideoTransmitter</d:Types></d:Probe></s:Body></s:Envelope>"""
        .formatted(UUID.randomUUID())
        .getBytes(UTF_8);
  }

  /** The devices in an answer; empty if it is none. */
  static List<Discovered> read(byte[] answer, String from) {
    List<Discovered> devices = new ArrayList<>();
    try {
      for (Element match : Xml.all(Xml.parse(answer), "ProbeMatch")) {
        if (devices.size() < MAX_MATCHES) {
          devices.add(device(match, from));
        }
      }
    } catch (IOException e) {
      return List.of();
    }
    return devices;
  }

  private static Discovered device(Element match, String from) {
    List<String> services = words(Xml.text(match, "XAddrs"));
    List<String> scopes = words(Xml.text(match, "Scopes"));
    String id = plain(Xml.text(match, "Address"));
    return new Discovered(
        id.isEmpty() ? from : id,
        from,
        services,
        scope(scopes, "name/"),
        scope(scopes, "hardware/"),
        scope(scopes, "location/"));
  }

  private static List<String> words(String text) {
    return text.lines()
        .flatMap(line -> List.of(line.split("[ \t]+")).stream())
        .filter(word -> !word.isEmpty())
        .limit(32)
        .map(ProbeMatches::plain)
        .toList();
  }

  private static String scope(List<String> scopes, String kind) {
    return scopes.stream()
        .filter(scope -> scope.startsWith(SCOPE + kind))
        .map(scope -> scope.substring(SCOPE.length() + kind.length()))
        .map(ProbeMatches::decode)
        .findFirst()
        .orElse("");
  }

  private static String decode(String text) {
    try {
      return plain(URLDecoder.decode(text.replace("+", "%2B"), UTF_8));
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  /** Without control characters: it is shown on a terminal. */
  private static String plain(String text) {
    String shown = text.replaceAll("\\p{Cntrl}", "");
    return shown.substring(0, Math.min(MAX_TEXT, shown.length()));
  }
}
