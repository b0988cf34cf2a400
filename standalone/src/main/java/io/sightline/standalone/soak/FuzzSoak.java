package io.sightline.standalone.soak;

import io.sightline.ingest.probe.MediaFuzz;
import io.sightline.ingest.probe.MediaFuzz.Outcome;
import io.sightline.ingest.probe.RtspFuzz;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Thousands of broken recordings and RTSP answers, in this process: should one of them end it, the
 * last line says which seeds it was among. Resident memory is looked at all along.
 */
public final class FuzzSoak {
  private static final int LOOKS = 20;
  private static final Path STATUS = Path.of("/proc/self/status");

  /** Resident memory may differ by so much between the middle of the trial and its end. */
  private static final long MOST_GROWTH_KIB = 32 * 1024;

  /**
   * What was found.
   *
   * @param residentKib at each look, in order; empty where the system does not tell
   */
  public record Result(
      Map<Outcome, Integer> files, Map<Outcome, Integer> answers, List<Long> residentKib) {

    /** How much more memory was resident at most in the last quarter than in the second. */
    public long growthKib() {
      int quarter = residentKib.size() / 4;
      return most(3 * quarter, residentKib.size()) - most(quarter, 2 * quarter);
    }

    private long most(int from, int to) {
      return residentKib.subList(from, to).stream().mapToLong(Long::longValue).max().orElse(0);
    }

    public boolean isFlat() {
      return growthKib() <= MOST_GROWTH_KIB;
    }

    /** For people. */
    public String table() {
      return String.format(
          Locale.ROOT,
          "files: %s%nRTSP answers: %s%nresident, MiB: %s%nlast quarter against the second: %+.1f"
              + " MiB, %s",
          files,
          answers,
          residentKib.stream().map(kib -> kib / 1024).toList(),
          growthKib() / 1024.0,
          isFlat() ? "flat" : "it grows");
    }
  }

  private final Path folder;
  private final PrintWriter out;
  private final List<Long> resident = new ArrayList<>();

  public FuzzSoak(Path folder, PrintWriter out) {
    this.folder = folder;
    this.out = out;
  }

  /**
   * @param seed of the first file and the first answer; the others follow
   */
  public Result run(long seed, int files, int answers) throws IOException {
    Map<Outcome, Integer> ofFiles = new EnumMap<>(Outcome.class);
    Map<Outcome, Integer> ofAnswers = new EnumMap<>(Outcome.class);
    try (RtspFuzz rtsp = new RtspFuzz()) {
      MediaFuzz media = new MediaFuzz(folder);
      for (int look = 0; look < LOOKS; look++) {
        for (long i = at(look, files); i < at(look + 1, files); i++) {
          ofFiles.merge(media.run(seed + i), 1, Integer::sum);
        }
        for (long i = at(look, answers); i < at(look + 1, answers); i++) {
          ofAnswers.merge(rtsp.run(seed + i), 1, Integer::sum);
        }
        look(seed, at(look + 1, files), at(look + 1, answers));
      }
    }
    return new Result(ofFiles, ofAnswers, List.copyOf(resident));
  }

  private static long at(int look, int count) {
    return (long) look * count / LOOKS;
  }

  private void look(long seed, long files, long answers) throws IOException {
    System.gc();
    long kib = residentKib();
    resident.add(kib);
    out.printf(
        Locale.ROOT,
        "files up to seed %d, answers up to seed %d: %d MiB resident%n",
        seed + files - 1,
        seed + answers - 1,
        kib / 1024);
    out.flush();
  }

  private static long residentKib() throws IOException {
    if (!Files.exists(STATUS)) {
      return 0;
    }
    return Files.readAllLines(STATUS).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .sum();
  }
}
