package io.sightline.export;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of a topic: records of one partition and one day, in order, from an offset on.
 *
 * @param day UTC
 */
record Part(LocalDate day, int partition, long firstOffset) {
  private static final Pattern NAME = Pattern.compile("part-(\\d{1,9})-(\\d{1,18})\\.parquet");
  private static final String DAY = "date=";

  /** Below the folder of the topic. */
  Path path() {
    return Path.of(DAY + day, "part-%d-%018d.parquet".formatted(partition, firstOffset));
  }

  /** Empty for what is no file of ours. */
  static Optional<Part> of(Path path) {
    Path folder = path.getParent();
    Matcher name = NAME.matcher(path.getFileName().toString());
    if (folder == null || !folder.toString().startsWith(DAY) || !name.matches()) {
      return Optional.empty();
    }
    try {
      LocalDate day = LocalDate.parse(folder.toString().substring(DAY.length()));
      return Optional.of(
          new Part(day, Integer.parseInt(name.group(1)), Long.parseLong(name.group(2))));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
