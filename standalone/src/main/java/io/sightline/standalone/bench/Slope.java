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
 * learning its scene, and ending. Each is the median of some rounds, since what a lap costs differs
 * with what else a machine does.
 *
 * @param steadyMillis of one camera, a second
 * @param marginalMillis of one more, a second
 * @param missed visits that were not found
 * @param raw what was measured
 */
record Slope(double steadyMillis, double marginalMillis, long missed, Map<String, Object> raw) {

  /** Of what takes little; what takes long is its own mean. */
  static final int ROUNDS = 3;

  private static final int LAPS_OF_A_ROUND = 4;

  /**
   * @param warmUps laps of one camera before those that count
   */
  static Slope measure(
      IngestLoad load, Stream stream, Work work, int cameras, int warmUps, int rounds)
      throws IOException, InterruptedException {
    List<Lap> laps = new ArrayList<>(Collections.nCopies(warmUps, new Lap(stream.file(), 1)));
    laps.add(new Lap(stream.beginning(), cameras));
    for (int i = 0; i < rounds; i++) {
      laps.add(new Lap(stream.beginning(), 1));
      laps.add(new Lap(stream.file(), 1));
      laps.add(new Lap(stream.beginning(), cameras));
      laps.add(new Lap(stream.file(), cameras));
    }
    List<Cost> costs = load.run(work, laps);
    List<Cost> counted = costs.subList(warmUps + 1, costs.size());
    List<Double> steady = new ArrayList<>();
    List<Double> marginal = new ArrayList<>();
    List<Map<String, Object>> told = new ArrayList<>();
    long missed = 0;
    for (int i = 0; i < counted.size(); i += LAPS_OF_A_ROUND) {
      Cost one = counted.get(i + 1);
      Cost many = counted.get(i + 3);
      double first = one.cpuMillis() - counted.get(i).cpuMillis();
      double all = many.cpuMillis() - counted.get(i + 2).cpuMillis();
      steady.add(first / stream.steadySeconds());
      marginal.add((all - first) / (cameras - 1) / stream.steadySeconds());
      missed += one.missed(stream, 1) + many.missed(stream, cameras);
      told.add(told(counted.subList(i, i + LAPS_OF_A_ROUND), cameras));
    }
    Map<String, Object> raw = new LinkedHashMap<>();
    raw.put("warm_ups", warmUps);
    raw.put("first_lap_ms", costs.get(0).cpuMillis());
    raw.put("rounds", told);
    raw.put("counters_1", counted.get(1).counters());
    return new Slope(
        Figures.median(steady), Figures.median(marginal), work == Work.RECORDING ? 0 : missed, raw);
  }

  private static Map<String, Object> told(List<Cost> round, int cameras) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("beginning_1_ms", round.get(0).cpuMillis());
    told.put("stream_1_ms", round.get(1).cpuMillis());
    told.put("beginning_" + cameras + "_ms", round.get(2).cpuMillis());
    told.put("stream_" + cameras + "_ms", round.get(3).cpuMillis());
    return told;
  }
}
