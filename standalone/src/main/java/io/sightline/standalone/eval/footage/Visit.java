package io.sightline.standalone.eval.footage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A stretch in which a subject is in the picture.
 *
 * @param fromFrame the first frame with it, numbered from 0, as is the last
 * @param subject as rules name it
 */
public record Visit(int fromFrame, int toFrame, String subject) {
  private static final List<String> SUBJECTS = List.of("person", "pet", "vehicle", "other");

  /**
   * Reads a table of presence: on each line first frame, last frame and subject, separated by tabs
   * or spaces; {@code #} begins a comment. A table without a line says that there is nothing at
   * all.
   */
  static List<Visit> read(Path file) throws IOException {
    List<Visit> visits = new ArrayList<>();
    int line = 0;
    for (String text : Files.readAllLines(file)) {
      line++;
      String content = text.replaceFirst("#.*", "").strip();
      if (!content.isEmpty()) {
        visits.add(parsed(file, line, content));
      }
    }
    return visits;
  }

  private static Visit parsed(Path file, int line, String content) {
    String[] fields = content.split("\\s+", -1);
    try {
      int from = Integer.parseInt(fields[0]);
      int to = Integer.parseInt(fields[1]);
      String subject = fields[2].toLowerCase(Locale.ROOT);
      if (fields.length == 3 && from >= 0 && to >= from && SUBJECTS.contains(subject)) {
        return new Visit(from, to, subject);
      }
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      // said below
    }
    throw new IllegalArgumentException(
        file
            + " line "
            + line
            + " '"
            + content
            + "': expected first frame, last frame not before it, and one of "
            + String.join(", ", SUBJECTS));
  }
}
