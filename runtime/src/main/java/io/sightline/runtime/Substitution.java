package io.sightline.runtime;

import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts values of the environment in place of {@code ${NAME}} and {@code ${NAME:default}}. */
record Substitution(Map<String, String> environment) {
  private static final Pattern REFERENCE =
      Pattern.compile("\\$\\$\\{|\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?::([^}]*))?\\}|\\$\\{");

  /** Throws if a variable is not set and has no default, or the reference is not well formed. */
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
          "'" + text + "': expected ${NAME} or ${NAME:default}, or $${ for the characters");
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
}
