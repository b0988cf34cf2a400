package io.sightline.standalone.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sightline.standalone.bench.CameraHarness.Work;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs ingest in a process of its own, with the flags that {@code ./sightline ingest} has. */
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

  /** A lap: so many cameras, each with all of a recording. */
  record Lap(Path recording, int cameras) {}

  /** What a lap cost, processor time of all of the process, and found. */
  record Cost(long cpuMillis, JsonNode activities, JsonNode counters) {
    /** Visits that no activity of a camera overlaps, over all cameras. */
    long missed(Stream stream, int cameras) {
      long missed = 0;
      for (int i = 0; i < cameras; i++) {
        String camera = "camera-" + i;
        missed += stream.visits().stream().filter(v -> !isFound(camera, v)).count();
      }
      return missed;
    }

    private boolean isFound(String camera, Stream.Span visit) {
      for (JsonNode activity : activities) {
        if (activity.path("camera").asText().equals(camera)
            && activity.path("fromSecond").asDouble() <= visit.toSecond()
            && activity.path("toSecond").asDouble() >= visit.fromSecond()) {
          return true;
        }
      }
      return false;
    }
  }

  /** Lap after lap in one process; the costs in the same order. */
  List<Cost> run(Work work, List<Lap> laps) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx1g", "-XX:+UseSerialGC", "-Djava.awt.headless=true"));
    command.add(IngestChild.class.getName());
    command.addAll(List.of(work.name(), "" + analysedPerSecond));
    command.add(folder.resolve("run-" + runs++).toString());
    for (Lap lap : laps) {
      command.addAll(List.of(lap.recording().toString(), "" + lap.cameras()));
    }
    String last = tool.run(command).out().lines().reduce("", (a, b) -> b);
    List<Cost> costs = new ArrayList<>();
    for (JsonNode lap : new ObjectMapper().readTree(last)) {
      costs.add(
          new Cost(
              lap.path("cpu_ms").asLong(), lap.path("activities"), stored(lap.path("counters"))));
    }
    return costs;
  }

  /** What was not stored cost nothing: the figure would be void. */
  private static JsonNode stored(JsonNode counters) throws IOException {
    for (String what : List.of("recording", "clip", "frame", "crop", "source")) {
      long failures = counters.path("sightline.ingest." + what + ".failures").asLong();
      if (failures > 0) {
        throw new IOException(
            what + " failures: " + failures + ", expected none: figures are void");
      }
    }
    return counters;
  }
}
