package io.sightline.ingest.events.onvif;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.w3c.dom.Element;

/**
 * An ONVIF camera at the edge of the world: answers like those that cameras give, checks user and
 * digest by its own clock, and can be slow, refuse, or forget its subscriptions.
 */
final class FakeCamera implements AutoCloseable {
  static final String USER = "operator";
  static final String PASSWORD = "p@ss/wörd%";
  private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(5);

  final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
  final List<String> asked = new CopyOnWriteArrayList<>();
  final Set<String> nonces = new HashSet<>();

  /** How far its clock is ahead. */
  volatile Duration ahead = Duration.ZERO;

  /** Its subscriptions are gone, as after a restart. */
  volatile boolean forgets;

  /** What the next question is answered with, instead of what was asked for. */
  final BlockingQueue<byte[]> nonsense = new LinkedBlockingQueue<>();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  FakeCamera() throws IOException {
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.setExecutor(threads);
    server.createContext("/onvif/", this::handle);
    server.start();
  }

  /** With user and password as they are written in an address: escaped. */
  String address() {
    return "http://operator:p%40ss%2Fw%C3%B6rd%25@127.0.0.1:" + port() + "/onvif/device_service";
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** Tells a property of a rule, or of the video source, at its own time. */
  void tell(String topic, String data) {
    tell(topic, data, "Changed");
  }

  void tell(String topic, String data, String operation) {
    messages.add(
        """
        <wsnt:NotificationMessage><wsnt:Topic \
        Dialect="http://www.onvif.org/ver10/tev/topicExpression/ConcreteSet">%s</wsnt:Topic>\
        <wsnt:Message><tt:Message UtcTime="%s" PropertyOperation="%s"><tt:Source>\
        <tt:SimpleItem Name="VideoSourceConfigurationToken" Value="VSC0"/>\
        <tt:SimpleItem Name="Rule" Value="MyRule"/></tt:Source><tt:Data>%s</tt:Data>\
        </tt:Message></wsnt:Message></wsnt:NotificationMessage>"""
            .formatted(topic, now(), operation, data));
  }

  static String item(String name, String value) {
    return "<tt:SimpleItem Name=\"%s\" Value=\"%s\"/>".formatted(name, value);
  }

  private Instant now() {
    return Instant.now().plus(ahead);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] garbage = nonsense.poll();
      String question = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      int status = 200;
      byte[] answer;
      if (garbage != null) {
        answer = garbage;
      } else {
        String body = answer(exchange.getRequestURI().getPath(), question);
        status = body.contains("<s:Fault>") ? 400 : 200;
        answer = envelope(body).getBytes(UTF_8);
      }
      exchange.getResponseHeaders().set("Content-Type", "application/soap+xml; charset=utf-8");
      exchange.sendResponseHeaders(status, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private String answer(String path, String question) throws IOException {
    Element envelope = Xml.parse(question.getBytes(UTF_8));
    Element body = Xml.first(envelope, "Body");
    String name = Xml.children(body).get(0).getLocalName();
    asked.add(name);
    if (name.equals("GetSystemDateAndTime")) {
      return dateAndTime();
    }
    if (!isGenuine(envelope)) {
      return fault("s:Sender", "ter:NotAuthorized", "Sender not Authorized");
    }
    boolean subscription = path.startsWith("/onvif/sub/");
    if (subscription && (forgets || !Xml.text(envelope, "SubscriptionId").equals("17"))) {
      return fault("s:Receiver", "wsrf-rw:ResourceUnknownFault", "no such subscription");
    }
    return switch (name) {
      case "GetServices" -> services();
      case "GetEventProperties" -> properties();
      case "GetProfiles" -> profiles();
      case "GetStreamUri" -> streamUri(Xml.text(body, "ProfileToken"));
      case "CreatePullPointSubscription" -> subscribed();
      case "PullMessages" -> pulled();
      case "Renew", "Unsubscribe" -> "<wsnt:" + name + "Response/>";
      default -> fault("s:Receiver", "ter:ActionNotSupported", name);
    };
  }

  private boolean isGenuine(Element envelope) {
    Element security = Xml.first(envelope, "UsernameToken");
    if (security == null) {
      return false;
    }
    Instant created = Instant.parse(Xml.text(security, "Created"));
    String nonce = Xml.text(security, "Nonce");
    UsernameToken expected =
        new UsernameToken(USER, PASSWORD, Base64.getDecoder().decode(nonce), created);
    synchronized (nonces) {
      return Xml.text(security, "Username").equals(USER)
          && Xml.text(security, "Password").equals(expected.digest())
          && Duration.between(created, now()).abs().compareTo(CLOCK_TOLERANCE) < 0
          && nonces.add(nonce);
    }
  }

  private String dateAndTime() {
    OffsetDateTime at = now().atOffset(ZoneOffset.UTC);
    return """
        <tds:GetSystemDateAndTimeResponse><tds:SystemDateAndTime>\
        <tt:DateTimeType>Manual</tt:DateTimeType><tt:UTCDateTime><tt:Time><tt:Hour>%d</tt:Hour>\
        <tt:Minute>%d</tt:Minute><tt:Second>%d</tt:Second></tt:Time><tt:Date><tt:Year>%d</tt:Year>\
        <tt:Month>%d</tt:Month><tt:Day>%d</tt:Day></tt:Date></tt:UTCDateTime>\
        </tds:SystemDateAndTime></tds:GetSystemDateAndTimeResponse>"""
        .formatted(
            at.getHour(),
            at.getMinute(),
            at.getSecond(),
            at.getYear(),
            at.getMonthValue(),
            at.getDayOfMonth());
  }

  /** It believes to be elsewhere, as cameras behind a router do. */
  private String services() {
    return """
        <tds:GetServicesResponse><tds:Service>\
        <tds:Namespace>http://www.onvif.org/ver10/device/wsdl</tds:Namespace>\
        <tds:XAddr>http://192.0.2.9:%d/onvif/device_service</tds:XAddr></tds:Service><tds:Service>\
        <tds:Namespace>http://www.onvif.org/ver10/events/wsdl</tds:Namespace>\
        <tds:XAddr>http://192.0.2.9:%d/onvif/event_service</tds:XAddr></tds:Service>\
        <tds:Service><tds:Namespace>http://www.onvif.org/ver10/media/wsdl</tds:Namespace>\
        <tds:XAddr>http://192.0.2.9:%d/onvif/media_service</tds:XAddr></tds:Service>\
        </tds:GetServicesResponse>"""
        .formatted(port(), port(), port());
  }

  /** The third one cannot be streamed, and the fourth has no video. */
  private static String profiles() {
    return "<trt:GetProfilesResponse>"
        + profile("main", "mainStream", 2560, 1440)
        + profile("sub", "subStream", 640, 360)
        + profile("gone", "third", 320, 180)
        + "<trt:Profiles token=\"sound\"><tt:Name>sound</tt:Name></trt:Profiles>"
        + "</trt:GetProfilesResponse>";
  }

  private static String profile(String token, String name, int width, int height) {
    return """
        <trt:Profiles token="%s" fixed="true"><tt:Name>%s</tt:Name>\
        <tt:VideoEncoderConfiguration token="v"><tt:Name>v</tt:Name><tt:Encoding>H264</tt:Encoding>\
        <tt:Resolution><tt:Width>%d</tt:Width><tt:Height>%d</tt:Height></tt:Resolution>\
        <tt:RateControl><tt:FrameRateLimit>15</tt:FrameRateLimit></tt:RateControl>\
        </tt:VideoEncoderConfiguration></trt:Profiles>"""
        .formatted(token, name, width, height);
  }

  private static String streamUri(String token) {
    return token.equals("gone")
        ? fault("s:Sender", "ter:NoProfile", "no such profile")
        : """
        <trt:GetStreamUriResponse><trt:MediaUri><tt:Uri>rtsp://admin:s3cret@192.0.2.9:554/%s</tt:Uri>\
        </trt:MediaUri></trt:GetStreamUriResponse>"""
            .formatted(token);
  }

  private static String properties() {
    return """
        <tev:GetEventPropertiesResponse><wstop:TopicSet><tns1:RuleEngine><CellMotionDetector>\
        <Motion wstop:topic="true"><tt:MessageDescription IsProperty="true"/></Motion>\
        </CellMotionDetector></tns1:RuleEngine><tns1:VideoSource><MotionAlarm wstop:topic="true"/>\
        </tns1:VideoSource></wstop:TopicSet></tev:GetEventPropertiesResponse>""";
  }

  private String subscribed() {
    forgets = false;
    return """
        <tev:CreatePullPointSubscriptionResponse><tev:SubscriptionReference>\
        <wsa5:Address>http://192.0.2.9:%d/onvif/sub/17</wsa5:Address><wsa5:ReferenceParameters>\
        <x:SubscriptionId xmlns:x="http://camera.example/x">17</x:SubscriptionId>\
        </wsa5:ReferenceParameters></tev:SubscriptionReference><wsnt:CurrentTime>%s\
        </wsnt:CurrentTime></tev:CreatePullPointSubscriptionResponse>"""
        .formatted(port(), now());
  }

  /** Waits for a message, less long than asked for. */
  private String pulled() {
    List<String> all = new ArrayList<>();
    try {
      String first = messages.poll(200, TimeUnit.MILLISECONDS);
      if (first != null) {
        all.add(first);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    messages.drainTo(all);
    return "<tev:PullMessagesResponse>" + String.join("", all) + "</tev:PullMessagesResponse>";
  }

  private static String fault(String code, String subcode, String reason) {
    return """
        <s:Fault><s:Code><s:Value>%s</s:Value><s:Subcode><s:Value>%s</s:Value></s:Subcode>\
        </s:Code><s:Reason><s:Text xml:lang="en">%s</s:Text></s:Reason></s:Fault>"""
        .formatted(code, subcode, reason);
  }

  private static String envelope(String body) {
    return """
        <?xml version="1.0" encoding="UTF-8"?><s:Envelope \
        xmlns:s="http://www.w3.org/2003/05/soap-envelope" \
        xmlns:wsa5="http://www.w3.org/2005/08/addressing" \
        xmlns:tds="http://www.onvif.org/ver10/device/wsdl" \
        xmlns:trt="http://www.onvif.org/ver10/media/wsdl" \
        xmlns:tev="http://www.onvif.org/ver10/events/wsdl" \
        xmlns:tt="http://www.onvif.org/ver10/schema" \
        xmlns:wsnt="http://docs.oasis-open.org/wsn/b-2" \
        xmlns:wstop="http://docs.oasis-open.org/wsn/t-1" \
        xmlns:tns1="http://www.onvif.org/ver10/topics"><s:Body>%s</s:Body></s:Envelope>"""
        .formatted(body);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
