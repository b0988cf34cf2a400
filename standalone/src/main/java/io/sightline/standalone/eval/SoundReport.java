package io.sightline.standalone.eval;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.sightline.ingest.sound.SoundSummary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;

/**
 * What was found.
 *
 * @param model empty: loudness alone
 * @param levelsDb of the loudest second over the room tone
 * @param sounds by category, a cell for each level
 */
@JsonNaming(SnakeCaseStrategy.class)
@SuppressWarnings("ArrayRecordComponent") // printed, never compared
public record SoundReport(
    String model,
    String modelDigest,
    String half,
    double sensitivity,
    int[] levelsDb,
    SortedMap<String, List<Cell>> sounds,
    List<Quiet> quiet) {

  /** How many there were, were heard at all, got their name, and were alerted on. */
  @JsonNaming(SnakeCaseStrategy.class)
  public record Cell(int of, int found, int named, int alerted) {
    Cell plus(Cell other) {
      return new Cell(
          of + other.of, found + other.found, named + other.named, alerted + other.alerted);
    }

    static List<Cell> plus(List<Cell> one, List<Cell> other) {
      List<Cell> sum = new ArrayList<>();
      for (int i = 0; i < one.size(); i++) {
        sum.add(one.get(i).plus(other.get(i)));
      }
      return sum;
    }

    @Override
    public String toString() {
      return found + "/" + named + "/" + alerted;
    }
  }

  /**
   * Where nothing happened.
   *
   * @param activities that there were all the same
   * @param alerts of them
   */
  @JsonNaming(SnakeCaseStrategy.class)
  public record Quiet(String noise, double hours, int activities, int alerts) {
    static Quiet of(String noise, double hours, List<SoundSummary> heard) {
      return new Quiet(
          noise, hours, heard.size(), (int) heard.stream().filter(Ears::alerts).count());
    }
  }

  /** For people. */
  public String table() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "model %s, sensitivity %.2f, files: %s%n"
                + "found/named/alerted; level of the loudest second over the room tone%n%n",
            model.isEmpty() ? "none" : model,
            sensitivity,
            half));
    text.append(line("sound", "of", Arrays.stream(levelsDb).mapToObj(db -> db + " dB").toList()));
    List<Cell> total = null;
    for (var row : sounds.entrySet()) {
      text.append(line(row.getKey(), row.getValue().get(0).of(), row.getValue()));
      total = total == null ? row.getValue() : Cell.plus(total, row.getValue());
    }
    if (total != null) {
      text.append(line("all", total.get(0).of(), total));
    }
    text.append(
        String.format(
            Locale.ROOT,
            "%n%-34s %7s %13s %9s%n",
            "where nothing happens",
            "hours",
            "activities/h",
            "alerts/h"));
    for (Quiet each : quiet) {
      text.append(
          String.format(
              Locale.ROOT,
              "%-34s %7.2f %13.1f %9.1f%n",
              each.noise,
              each.hours,
              each.activities / each.hours,
              each.alerts / each.hours));
    }
    return text.toString();
  }

  private static String line(String name, Object of, List<?> cells) {
    StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-18s %4s", name, of));
    cells.forEach(cell -> line.append(String.format(Locale.ROOT, " %10s", cell)));
    return line.append(System.lineSeparator()).toString();
  }
}
