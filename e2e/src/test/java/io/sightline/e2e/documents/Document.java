package io.sightline.e2e.documents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page in Markdown, and the claims in it that can be checked. */
record Document(Path file, String text) {
  private static final Pattern FENCE = Pattern.compile("(?ms)^```(\\w*)[^\\n]*\\n(.*?)^```");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)(?: \"[^\"]*\")?\\)");
  private static final Pattern COMMAND = Pattern.compile("\\./sightline\\b([^`\\n#>&;]*)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.+)$");
  private static final Pattern FIRST_CELL = Pattern.compile("(?m)^\\|([^|]*`[^|]*)\\|");

  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  /** All pages of the checkout, sorted. */
  static List<Document> all(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(".md"))
          .filter(file -> !root.relativize(file).toString().matches("(.*/)?(target|data|\\..*)/.*"))
          .sorted()
          .map(Document::read)
          .toList();
    }
  }

  static Document read(Path file) {
    try {
      return new Document(file, Files.readString(file));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Links to files of the checkout that lead nowhere, as written. */
  List<String> brokenLinks() {
    return LINK.matcher(FENCE.matcher(text).replaceAll(""))
        .results()
        .map(link -> link.group(1))
        .filter(link -> !link.matches("[a-z]+:.*"))
        .filter(link -> !leadsSomewhere(link))
        .toList();
  }

  private boolean leadsSomewhere(String link) {
    String[] parts = link.split("#", 2);
    Path target = parts[0].isEmpty() ? file : file.resolveSibling(parts[0]).normalize();
    if (!Files.exists(target)) {
      return false;
    }
    return parts.length == 1 || read(target).anchors().contains(parts[1]);
  }

  private List<String> anchors() {
    return HEADING.matcher(text).results().map(heading -> anchor(heading.group(1))).toList();
  }

  private static String anchor(String heading) {
    return heading
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N} _-]", "")
        .strip()
        .replace(' ', '-');
  }

  /** What stands after {@code ./sightline}, to the end of the line or of the code. */
  List<String> commands() {
    return COMMAND.matcher(text).results().map(command -> command.group(1).strip()).toList();
  }

  /** Blocks that are marked {@code yaml}: all are configuration of ours. */
  List<String> configurations() {
    return FENCE
        .matcher(text)
        .results()
        .filter(block -> block.group(1).equals("yaml"))
        .map(block -> block.group(2))
        .toList();
  }

  /** What stands as code in the first cells of the tables below a heading, in order. */
  List<String> tableBelow(String heading) {
    return Pattern.compile("(?ms)^#+ +" + Pattern.quote(heading) + " *\\n(.*?)(?=^#|\\z)")
        .matcher(text)
        .results()
        .flatMap(section -> firstCells(section.group()).stream())
        .toList();
  }

  /** The same in all tables. */
  List<String> firstCells() {
    return firstCells(text);
  }

  private static List<String> firstCells(String text) {
    return FIRST_CELL
        .matcher(text)
        .results()
        .flatMap(row -> CODE.matcher(row.group(1)).results())
        .map(code -> code.group(1))
        .toList();
  }
}
