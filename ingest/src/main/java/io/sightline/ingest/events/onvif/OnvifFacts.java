package io.sightline.ingest.events.onvif;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What a camera says of itself over ONVIF.
 *
 * @param clockAheadS seconds by which its clock is ahead of this host's
 * @param services namespaces of what it can do
 * @param events topics that it can tell; empty where it has no service for events
 * @param profiles streams that it offers
 */
public record OnvifFacts(
    long clockAheadS, List<String> services, List<String> events, List<OnvifProfile> profiles) {

  /**
   * @param address of the device service, with its secrets filled in
   */
  public static OnvifFacts ask(String address, Clock clock)
      throws IOException, InterruptedException {
    HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    OnvifDevice device = OnvifDevice.connect(http, address, clock);
    return new OnvifFacts(
        device.clockAhead().toSeconds(),
        List.copyOf(new TreeSet<>(device.services().keySet())),
        device.tellsEvents() ? device.topics() : List.of(),
        device.profiles());
  }

  /** The address of a stream that could be looked at instead of the largest. */
  public Optional<String> analysisSource() {
    return OnvifProfile.smaller(profiles)
        .map(OnvifProfile::address)
        .filter(address -> !address.isEmpty());
  }
}
