package io.sightline.runtime;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds what somebody may have meant. */
public final class Suggestion {
  private Suggestion() {}

  public static String unknownKey(String key, List<String> known) {
    return nearest(key, known)
        .map(nearest -> "unknown key; did you mean '" + nearest + "'?")
        .orElse("unknown key; expected one of " + String.join(", ", known));
  }

  /** What was expected instead of a name, with the one that may have been meant. */
  public static String expected(String name, Collection<String> known) {
    String all = "expected one of " + String.join(", ", known);
    return nearest(name, known)
        .map(nearest -> all + "; did you mean '" + nearest + "'?")
        .orElse(known.isEmpty() ? "but there is none" : all);
  }

  /** The known name that may have been meant. */
  public static Optional<String> nearest(String name, Collection<String> known) {
    return known.stream()
        .min(Comparator.comparingInt(candidate -> distance(name, candidate)))
        .filter(nearest -> distance(name, nearest) <= Math.max(2, name.length() / 3));
  }

  /** Letters to insert, remove or change to get from one to the other. */
  static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
