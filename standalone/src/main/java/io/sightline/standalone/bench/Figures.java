package io.sightline.standalone.bench;

import io.sightline.runtime.Build;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** What all benches tell. */
final class Figures {
  private Figures() {}

  static double round(double value) {
    return Math.round(value * 1000) / 1000.0;
  }

  /** The machine that gave them. */
  static Map<String, Object> host(int partitions) throws IOException {
    Map<String, Object> host = new LinkedHashMap<>();
    host.put("processors", Runtime.getRuntime().availableProcessors());
    host.put("processor", processor());
    host.put("load", round(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()));
    host.put("java", System.getProperty("java.version"));
    host.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    host.put("partitions", partitions);
    host.put("build", Build.version());
    return host;
  }

  static String processor() throws IOException {
    Path info = Path.of("/proc/cpuinfo");
    if (!Files.isReadable(info)) {
      return System.getProperty("os.arch");
    }
    try (Stream<String> lines = Files.lines(info, StandardCharsets.ISO_8859_1)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    }
  }
}
