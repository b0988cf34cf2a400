package io.sightline.standalone.watch;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** When each stage of a run was done, since its start. Safe for several threads. */
final class StageTimes {
  private final long start = System.nanoTime();
  private final Map<String, Duration> done = new LinkedHashMap<>();

  synchronized void done(String stage) {
    done.put(stage, Duration.ofNanos(System.nanoTime() - start));
  }

  /** A line for each stage: its end since the start, and the time since the stage before. */
  synchronized String table() {
    StringBuilder table = new StringBuilder();
    Duration before = Duration.ZERO;
    for (Map.Entry<String, Duration> stage : done.entrySet()) {
      table.append(
          String.format(
              Locale.ROOT,
              "%-28s %8.2f s  (+%.2f s)%n",
              stage.getKey(),
              seconds(stage.getValue()),
              seconds(stage.getValue().minus(before))));
      before = stage.getValue();
    }
    return table.toString();
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
