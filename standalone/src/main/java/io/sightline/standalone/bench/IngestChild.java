package io.sightline.standalone.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.OperatingSystemMXBean;
import io.sightline.schemas.GeneratedClasses;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Ingest alone, in a process of its own: lap by lap so many cameras, each the same recording as
 * fast as it can be read. Prints what each lap cost and found.
 */
final class IngestChild {
  private static final int FIRST_LAP = 3;

  private IngestChild() {}

  /**
   * Arguments: work, pictures analysed in a second, scratch folder; then recording and cameras of
   * each lap.
   */
  public static void main(String[] args) throws Exception {
    GeneratedClasses.trust();
    OperatingSystemMXBean process =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    List<Map<String, Object>> laps = new ArrayList<>();
    try (CameraHarness harness =
        new CameraHarness(
            Path.of(args[2]), CameraHarness.Work.valueOf(args[0]), Double.parseDouble(args[1]))) {
      for (int i = FIRST_LAP; i + 1 < args.length; i += 2) {
        long begin = process.getProcessCpuTime();
        List<CameraHarness.Found> found =
            harness.run(Path.of(args[i]), Integer.parseInt(args[i + 1]));
        Map<String, Object> lap = new LinkedHashMap<>();
        lap.put("cpu_ms", (process.getProcessCpuTime() - begin) / 1_000_000);
        lap.put("activities", found);
        lap.put("counters", harness.counters());
        laps.add(lap);
      }
    }
    System.out.println(new ObjectMapper().writeValueAsString(laps));
    System.exit(0);
  }
}
