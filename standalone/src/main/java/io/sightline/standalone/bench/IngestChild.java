package io.sightline.standalone.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.OperatingSystemMXBean;
import io.sightline.schemas.GeneratedClasses;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Ingest alone, in a process of its own: so many cameras, each the same recording as fast as it can
 * be read. Prints what it cost and what it found.
 */
final class IngestChild {
  private IngestChild() {}

  /** Arguments: recording, cameras, work, pictures analysed in a second, scratch folder, laps. */
  public static void main(String[] args) throws Exception {
    GeneratedClasses.trust();
    OperatingSystemMXBean process =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    try (CameraHarness harness =
        new CameraHarness(
            Path.of(args[4]), CameraHarness.Work.valueOf(args[2]), Double.parseDouble(args[3]))) {
      Map<String, Object> result = new LinkedHashMap<>();
      List<CameraHarness.Found> found = List.of();
      for (int lap = 0; lap < Integer.parseInt(args[5]); lap++) {
        long begin = process.getProcessCpuTime();
        found = harness.run(Path.of(args[0]), Integer.parseInt(args[1]));
        result.put("last_lap_cpu_ms", (process.getProcessCpuTime() - begin) / 1_000_000);
      }
      result.put("activities", found);
      result.put("counters", harness.counters());
      System.out.println(new ObjectMapper().writeValueAsString(result));
    }
    System.exit(0);
  }
}
