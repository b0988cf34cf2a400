package io.sightline.standalone.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sightline.ingest.events.onvif.Discovered;
import io.sightline.ingest.events.onvif.WsDiscovery;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.NetworkInterface;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sightline cameras discover}. */
@Command(
    name = "discover",
    description = "Lists the ONVIF cameras that answer on the network.",
    mixinStandardHelpOptions = true)
public final class DiscoverCommand implements Callable<Integer> {
  private static final int MAX_SECONDS = 60;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--interface",
      paramLabel = "NAME",
      description = "Network interface to ask through; may be repeated. Default: all.")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--seconds",
      description = "How long to wait for answers on each, 1 to 60. Default: ${DEFAULT-VALUE}.",
      defaultValue = "3")
  private int seconds;

  @Option(names = "--json", description = "Prints one object for each camera.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    if (seconds < 1 || seconds > MAX_SECONDS) {
      throw usage("--seconds " + seconds + ": expected 1 to " + MAX_SECONDS);
    }
    List<NetworkInterface> interfaces = interfaces();
    Map<String, Discovered> found = new LinkedHashMap<>();
    WsDiscovery discovery = new WsDiscovery(WsDiscovery.ALL);
    PrintWriter err = spec.commandLine().getErr();
    int failed = 0;
    for (NetworkInterface one : interfaces) {
      try {
        for (Discovered device : discovery.ask(one, Duration.ofSeconds(seconds))) {
          found.putIfAbsent(device.id(), device);
        }
      } catch (IOException e) {
        failed++;
        err.println(one.getName() + ": cannot ask: " + e.getMessage());
      }
    }
    print(found);
    String asked = interfaces.stream().map(NetworkInterface::getName).toList().toString();
    err.println(found.size() + " cameras answered on " + asked);
    err.flush();
    return failed == interfaces.size() ? 1 : 0;
  }

  private List<NetworkInterface> interfaces() throws IOException {
    List<NetworkInterface> usable = WsDiscovery.interfaces();
    if (names.isEmpty()) {
      return usable;
    }
    List<NetworkInterface> asked = new ArrayList<>();
    for (String name : names) {
      NetworkInterface one = NetworkInterface.getByName(name);
      if (one == null) {
        throw usage(
            "--interface '%s': expected one of %s"
                .formatted(name, usable.stream().map(NetworkInterface::getName).toList()));
      }
      asked.add(one);
    }
    return asked;
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private void print(Map<String, Discovered> found) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    ObjectMapper mapper = new ObjectMapper();
    for (Discovered device : found.values()) {
      out.println(json ? mapper.writeValueAsString(device) : line(device));
    }
    out.flush();
  }

  private static String line(Discovered device) {
    return "%-15s  %-20s %-20s %s"
        .formatted(
            device.from(),
            device.name().isEmpty() ? "-" : device.name(),
            device.hardware().isEmpty() ? "-" : device.hardware(),
            String.join(" ", device.services()));
  }
}
