package io.sightline.ingest.events.onvif;

import io.sightline.ingest.events.onvif.SoapClient.Question;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** An ONVIF camera: its clock, its services, what it can tell, and a subscription to that. */
public final class OnvifDevice {
  private static final String DEVICE = "http://www.onvif.org/ver10/device/wsdl";
  private static final String EVENTS = "http://www.onvif.org/ver10/events/wsdl";
  private static final int MAX_SERVICES = 64;
  private static final int MAX_TOPICS = 500;

  private final SoapClient soap;
  private final Map<String, URI> services;

  private OnvifDevice(SoapClient soap, Map<String, URI> services) {
    this.soap = soap;
    this.services = services;
  }

  /**
   * Asks the device for its clock and its services.
   *
   * @param address {@code http://user:password@host/onvif/device_service}
   * @param clock this host's
   */
  public static OnvifDevice connect(HttpClient http, String address, Clock clock)
      throws IOException, InterruptedException {
    SoapClient soap = new SoapClient(http, OnvifAddress.parse(address), clock);
    soap.deviceAhead(deviceAhead(soap));
    return new OnvifDevice(soap, services(soap));
  }

  /** Zero where the device does not say. */
  private static Duration deviceAhead(SoapClient soap) throws IOException, InterruptedException {
    try {
      Element answer =
          soap.askOpenly(
              device(soap, "GetSystemDateAndTime", "<GetSystemDateAndTime xmlns=\"%s\"/>"));
      Instant told = utc(Xml.first(answer, "UTCDateTime"));
      return told == null ? Duration.ZERO : Duration.between(soap.clock().instant(), told);
    } catch (OnvifException e) {
      return Duration.ZERO;
    }
  }

  private static @Nullable Instant utc(@Nullable Element time) {
    if (time == null) {
      return null;
    }
    try {
      return LocalDateTime.of(
              number(time, "Year"),
              number(time, "Month"),
              number(time, "Day"),
              number(time, "Hour"),
              number(time, "Minute"),
              Math.min(59, number(time, "Second")))
          .toInstant(ZoneOffset.UTC);
    } catch (DateTimeException | NumberFormatException e) {
      return null;
    }
  }

  private static int number(Element time, String name) {
    return Integer.parseInt(Xml.text(time, name));
  }

  private static Map<String, URI> services(SoapClient soap)
      throws IOException, InterruptedException {
    Element answer =
        soap.ask(
            device(
                soap,
                "GetServices",
                "<GetServices xmlns=\"%s\"><IncludeCapability>false</IncludeCapability>"
                    + "</GetServices>"));
    Map<String, URI> services = new LinkedHashMap<>();
    for (Element service : Xml.all(answer, "Service")) {
      if (services.size() < MAX_SERVICES) {
        services.put(
            Xml.text(service, "Namespace"), soap.address().service(Xml.text(service, "XAddr")));
      }
    }
    return services;
  }

  private static Question device(SoapClient soap, String name, String body) {
    return new Question(
        soap.address().device(), DEVICE + "/" + name, body.formatted(DEVICE), "", SoapClient.USUAL);
  }

  /** How far the device's clock is ahead of this host's; to the second. */
  public Duration clockAhead() {
    return soap.deviceAhead();
  }

  /** Namespaces of the services it has, with their addresses. */
  public Map<String, URI> services() {
    return Map.copyOf(services);
  }

  /** Whether it has a service for events. */
  boolean tellsEvents() {
    return services.containsKey(EVENTS);
  }

  /** The streams that it offers; none where it has no media service of the first version. */
  public List<OnvifProfile> profiles() throws IOException, InterruptedException {
    URI media = services.get(OnvifMedia.MEDIA);
    return media == null ? List.of() : new OnvifMedia(soap, media).profiles();
  }

  private URI events() throws IOException {
    URI events = services.get(EVENTS);
    if (events == null) {
      throw new IOException("it has no service for events; expected " + EVENTS);
    }
    return events;
  }

  /** Topics of the events it can tell, as {@code RuleEngine/CellMotionDetector/Motion}. */
  public List<String> topics() throws IOException, InterruptedException {
    Element answer =
        soap.ask(
            new Question(
                events(),
                EVENTS + "/EventPortType/GetEventPropertiesRequest",
                "<GetEventProperties xmlns=\"" + EVENTS + "\"/>",
                "",
                SoapClient.USUAL));
    List<String> topics = new ArrayList<>();
    Element set = Xml.first(answer, "TopicSet");
    if (set != null) {
      collect(set, "", topics, 0);
    }
    return topics;
  }

  private static void collect(Element parent, String path, List<String> topics, int depth) {
    for (Element child : Xml.children(parent)) {
      String here = path + child.getLocalName();
      if ("true".equals(child.getAttributeNS("http://docs.oasis-open.org/wsn/t-1", "topic"))) {
        if (topics.size() < MAX_TOPICS) {
          topics.add(here);
        }
      } else if (depth < 8) {
        collect(child, here + "/", topics, depth + 1);
      }
    }
  }

  /** Subscribes to all its events. */
  PullPoint subscribe() throws IOException, InterruptedException {
    Element answer =
        soap.ask(
            new Question(
                events(),
                EVENTS + "/EventPortType/CreatePullPointSubscriptionRequest",
                "<CreatePullPointSubscription xmlns=\"%s\"><InitialTerminationTime>%s"
                        .formatted(EVENTS, PullPoint.LIFE)
                    + "</InitialTerminationTime></CreatePullPointSubscription>",
                "",
                SoapClient.USUAL));
    Element reference = Xml.first(answer, "SubscriptionReference");
    if (reference == null) {
      throw new IOException("a subscription without a reference");
    }
    StringBuilder headers = new StringBuilder();
    Element parameters = Xml.first(reference, "ReferenceParameters");
    if (parameters != null) {
      for (Element parameter : Xml.children(parameters)) {
        headers.append(Xml.write(parameter));
      }
    }
    return new PullPoint(
        soap, soap.address().service(Xml.text(reference, "Address")), headers.toString());
  }
}
