package io.sightline.console;

import java.util.List;

/**
 * Settings of the console. A component that is null takes its default.
 *
 * @param host address to listen on; anything but the local one shows the page to the network
 * @param port TCP port, 0 for any free one
 * @param allowedHosts names besides localhost under which the page may be asked for, for example
 *     behind a proxy; while listening on another address than the local one, an empty list allows
 *     every name
 * @param alertsKept newest alerts held in memory
 * @param decisionsKept newest decisions held in memory
 * @param clipsKept newest clips held in memory
 * @param camerasKept cameras held in memory
 * @param openPages pages that may be open, each holding one connection for news
 * @param feedbackPerMinute how often in a minute people may say something here
 */
public record ConsoleConfig(
    String host,
    Integer port,
    List<String> allowedHosts,
    Integer alertsKept,
    Integer decisionsKept,
    Integer clipsKept,
    Integer camerasKept,
    Integer openPages,
    Integer feedbackPerMinute) {

  public static final ConsoleConfig DEFAULTS =
      new ConsoleConfig("127.0.0.1", 8080, List.of(), 5_000, 20_000, 20_000, 1_000, 32, 120);

  public ConsoleConfig {
    host = host == null ? "127.0.0.1" : host;
    if (host.isBlank()) {
      throw new IllegalArgumentException("console.host '': expected an address, like 127.0.0.1");
    }
    port = within("port", port == null ? 8080 : port, 0, 65_535);
    allowedHosts = allowedHosts == null ? List.of() : List.copyOf(allowedHosts);
    alertsKept = within("alerts_kept", alertsKept == null ? 5_000 : alertsKept, 1, 1_000_000);
    decisionsKept =
        within("decisions_kept", decisionsKept == null ? 20_000 : decisionsKept, 1, 1_000_000);
    clipsKept = within("clips_kept", clipsKept == null ? 20_000 : clipsKept, 1, 1_000_000);
    camerasKept = within("cameras_kept", camerasKept == null ? 1_000 : camerasKept, 1, 100_000);
    openPages = within("open_pages", openPages == null ? 32 : openPages, 1, 1_000);
    feedbackPerMinute =
        within(
            "feedback_per_minute", feedbackPerMinute == null ? 120 : feedbackPerMinute, 1, 10_000);
  }

  /** The same on another port. */
  public ConsoleConfig onPort(int otherPort) {
    return new ConsoleConfig(
        host,
        otherPort,
        allowedHosts,
        alertsKept,
        decisionsKept,
        clipsKept,
        camerasKept,
        openPages,
        feedbackPerMinute);
  }

  private static int within(String key, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "console." + key + " " + value + ": expected " + least + " to " + most);
    }
    return value;
  }
}
