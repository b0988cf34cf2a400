package io.sightline.standalone.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Runs ingest in a process of its own. */
final class IngestLoad {
  private final Path folder;
  private final Tool tool;
  private final double analysedPerSecond;
  private int runs;

  IngestLoad(Path folder, Tool tool, double analysedPerSecond) {
    this.folder = folder;
    this.tool = tool;
    this.analysedPerSecond = analysedPerSecond;
  }

  /**
   * What it cost and found.
   *
   * @param processMillis all of the process
   * @param steadyMillis of its last lap alone
   */
  record Cost(long processMillis, long steadyMillis, JsonNode found) {
    /** Visits that no activity of any camera overlaps. */
    long missed(Stream stream, int cameras) {
      long missed = 0;
      for (int i = 0; i < cameras; i++) {
        String camera = "camera-" + i;
        missed += stream.visits().stream().filter(v -> !isFound(camera, v)).count();
      }
      return missed;
    }

    private boolean isFound(String camera, Stream.Span visit) {
      for (JsonNode activity : found.path("activities")) {
        if (activity.path("camera").asText().equals(camera)
            && activity.path("fromSecond").asDouble() <= visit.toSecond()
            && activity.path("toSecond").asDouble() >= visit.fromSecond()) {
          return true;
        }
      }
      return false;
    }
  }

  Cost run(Stream stream, int cameras, int laps) throws IOException, InterruptedException {
    return run(stream, cameras, laps, CameraHarness.Work.ALL);
  }

  Cost run(Stream stream, int cameras, int laps, CameraHarness.Work work)
      throws IOException, InterruptedException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx1g",
            "-XX:+UseSerialGC",
            "-Djava.awt.headless=true",
            IngestChild.class.getName(),
            stream.file().toString(),
            "" + cameras,
            work.name(),
            "" + analysedPerSecond,
            folder.resolve("run-" + runs++).toString(),
            "" + laps);
    Tool.Done done = tool.run(command);
    JsonNode result = new ObjectMapper().readTree(done.out().lines().reduce("", (a, b) -> b));
    return new Cost(done.cpuMillis(), result.path("last_lap_cpu_ms").asLong(), result);
  }
}
