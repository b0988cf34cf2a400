package io.sightline.standalone.bench;

import io.sightline.standalone.bench.CameraHarness.Work;
import io.sightline.standalone.bench.IngestLoad.Cost;
import io.sightline.standalone.bench.IngestLoad.Lap;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one camera costs, and what one more does, in a process that has warmed up: so many laps
 * before those that count that the compiler has done its work, which else would be taken for the
 * camera's. Of each figure the cost of the stream's beginning alone is taken away: opening it,
 * learning its scene, and ending.
 *
 * @param steadyMillis of one camera, a second
 * @param marginalMillis of one more, a second
 * @param missed visits that were not found
 * @param raw what was measured
 */
record Slope(double steadyMillis, double marginalMillis, long missed, Map<String, Object> raw) {

  /**
   * @param warmUps laps of one camera before those that count
   */
  static Slope measure(IngestLoad load, Stream stream, Work work, int cameras, int warmUps)
      throws IOException, InterruptedException {
    List<Lap> laps = new ArrayList<>(Collections.nCopies(warmUps, new Lap(stream.file(), 1)));
    laps.add(new Lap(stream.beginning(), cameras));
    laps.add(new Lap(stream.beginning(), 1));
    laps.add(new Lap(stream.file(), 1));
    laps.add(new Lap(stream.beginning(), cameras));
    laps.add(new Lap(stream.file(), cameras));
    List<Cost> costs = load.run(work, laps);
    Cost beginning = costs.get(warmUps + 1);
    Cost one = costs.get(warmUps + 2);
    Cost beginnings = costs.get(warmUps + 3);
    Cost many = costs.get(warmUps + 4);
    double steady = one.cpuMillis() - beginning.cpuMillis();
    double all = many.cpuMillis() - beginnings.cpuMillis();
    long missed = work == Work.RECORDING ? 0 : one.missed(stream, 1) + many.missed(stream, cameras);
    Map<String, Object> raw = new LinkedHashMap<>();
    raw.put("warm_ups", warmUps);
    raw.put("first_lap_ms", costs.get(0).cpuMillis());
    raw.put("beginning_1_ms", beginning.cpuMillis());
    raw.put("stream_1_ms", one.cpuMillis());
    raw.put("beginning_" + cameras + "_ms", beginnings.cpuMillis());
    raw.put("stream_" + cameras + "_ms", many.cpuMillis());
    raw.put("counters_1", one.counters());
    double seconds = stream.steadySeconds();
    return new Slope(steady / seconds, (all - steady) / (cameras - 1) / seconds, missed, raw);
  }
}
