package io.sightline.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts values of the environment in place of {@code ${NAME}} and {@code ${NAME:default}}, and the
 * content of a file in place of {@code ${file:PATH}}.
 */
record Substitution(Map<String, String> environment) {
  private static final Pattern REFERENCE =
      Pattern.compile("\\$\\$\\{|\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?::([^}]*))?\\}|\\$\\{");

  private static final long LONGEST_BYTES = 1 << 16;

  /**
   * Throws if a variable is not set and has no default, a file cannot be read, or the reference is
   * not well formed.
   */
  String apply(String text) {
    return REFERENCE
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(value(found, text)));
  }

  private String value(MatchResult found, String text) {
    if (found.group().equals("$${")) {
      return "${";
    }
    String name = found.group(1);
    if (name == null) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "': expected ${NAME}, ${NAME:default} or ${file:PATH}, or $${ for the characters");
    }
    if (name.equals("file") && found.group(2) != null) {
      return content(found.group(2));
    }
    String set = environment.get(name);
    if (set != null) {
      return set;
    }
    if (found.group(2) == null) {
      throw new IllegalArgumentException(
          "environment variable "
              + name
              + " is not set; expected it, or a default as in ${"
              + name
              + ":value}");
    }
    return found.group(2);
  }

  /** Without the end of its last line, which editors leave behind. */
  private static String content(String path) {
    try {
      Path file = Path.of(path);
      long bytes = Files.size(file);
      if (bytes > LONGEST_BYTES) {
        throw new IllegalArgumentException(
            "file '%s': %d bytes, expected a secret of %d at most"
                .formatted(path, bytes, LONGEST_BYTES));
      }
      return Files.readString(file).replaceFirst("\\R$", "");
    } catch (IOException | InvalidPathException e) {
      throw new IllegalArgumentException("file '" + path + "' cannot be read: " + e, e);
    }
  }
}
