package io.sightline.e2e.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.e2e.command.Finished;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs of {@code watch} in one folder; each is done once and looked at by several tests. */
record WatchRuns(Path folder, Map<List<String>, Finished> done) {
  WatchRuns(Path folder) {
    this(folder, new HashMap<>());
  }

  /** The first run with these arguments. */
  Finished first(String... arguments) throws Exception {
    List<String> key = List.of(arguments);
    if (!done.containsKey(key)) {
      done.put(key, again(arguments));
    }
    return done.get(key);
  }

  Finished again(String... arguments) throws Exception {
    String[] all = new String[arguments.length + 2];
    all[0] = "watch";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    all[all.length - 1] = "--json";
    Finished finished = Finished.run(folder, all);
    assertThat(finished.code()).as(finished.log()).isZero();
    return finished;
  }

  static List<WatchJson> alerts(Finished run) {
    return lines(run, "alert");
  }

  static List<WatchJson> decisions(Finished run) {
    return lines(run, "decision");
  }

  private static List<WatchJson> lines(Finished run, String type) {
    return WatchJson.of(run.lines()).stream().filter(line -> line.type().equals(type)).toList();
  }
}
