package io.sightline.standalone.bench;

import io.sightline.runtime.Build;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** What a bench ran on. */
final class Host {
  private Host() {}

  static void describe(Map<String, Object> told) throws IOException {
    told.put("bench_jvm_flags", ManagementFactory.getRuntimeMXBean().getInputArguments());
    told.put("processors", Runtime.getRuntime().availableProcessors());
    told.put("processor", processor());
    told.put("java", System.getProperty("java.version"));
    told.put("build", Build.version());
  }

  private static String processor() throws IOException {
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

  /** Processes that wanted to run in the last minute, those of others included. */
  static double load() {
    return Math.round(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage() * 1000)
        / 1000.0;
  }
}
