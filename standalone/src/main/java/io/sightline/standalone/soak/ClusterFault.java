package io.sightline.standalone.soak;

import io.sightline.standalone.Processes;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What happens to a cluster under load. */
public enum ClusterFault {
  ROLLING("every process stopped in order and started again, one after the other", null),
  BROKER("a broker killed, and started again after that", null),
  INGEST("an ingest process killed", Processes.Kind.INGEST),
  DETECT("a detect process killed", Processes.Kind.DETECT),
  ALERTING("an alerting process killed", Processes.Kind.ALERTING),
  RETENTION("a retention process killed", Processes.Kind.RETENTION),
  REGISTRY("the schema registry away", null),
  STORE("the clip store away", null),
  CUT("a machine with a broker and one of each processor cut off the network", null);

  private final String about;
  private final Processes.@Nullable Kind killed;

  ClusterFault(String about, Processes.@Nullable Kind killed) {
    this.about = about;
    this.killed = killed;
  }

  /** As it is given to the command. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** For people. */
  public String about() {
    return about;
  }

  /** One of which is killed; null: it is another fault. */
  Processes.@Nullable Kind killed() {
    return killed;
  }

  /**
   * @throws IllegalArgumentException a word is no fault
   */
  public static List<ClusterFault> of(List<String> words) {
    return words.stream().map(ClusterFault::of).toList();
  }

  private static ClusterFault of(String word) {
    return Arrays.stream(values())
        .filter(fault -> fault.word().equals(word))
        .findAny()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "fault '%s': expected one of %s".formatted(word, words())));
  }

  private static String words() {
    return Arrays.stream(values()).map(ClusterFault::word).collect(Collectors.joining(", "));
  }
}
