package io.sightline.standalone.soak;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What Linux says about a process.
 *
 * @param cpuMillis user and system since it began
 */
public record ProcessLook(long residentKib, long cpuMillis) {
  private static final int USER = 13;
  private static final int SYSTEM = 14;
  private static final long TICK_MILLIS = 10;

  public static ProcessLook at(long pid) throws IOException {
    Path folder = folder(pid);
    long resident = kib(folder, "VmRSS:");
    String stat = Files.readString(folder.resolve("stat"), StandardCharsets.ISO_8859_1);
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    long ticks = Long.parseLong(fields[USER - 2]) + Long.parseLong(fields[SYSTEM - 2]);
    return new ProcessLook(resident, ticks * TICK_MILLIS);
  }

  /** The most memory that was resident since it began. */
  public static long peakKib(long pid) throws IOException {
    return kib(folder(pid), "VmHWM:");
  }

  private static Path folder(long pid) {
    return Path.of("/proc", Long.toString(pid));
  }

  private static long kib(Path folder, String name) throws IOException {
    return Files.readAllLines(folder.resolve("status")).stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.replaceAll("\\D", ""))
        .mapToLong(Long::parseLong)
        .findFirst()
        .orElse(0);
  }
}
