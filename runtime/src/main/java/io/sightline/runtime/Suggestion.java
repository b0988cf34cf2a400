package io.sightline.runtime;

import java.util.Comparator;
import java.util.List;

/** Finds what somebody may have meant. */
public final class Suggestion {
  private Suggestion() {}

  public static String unknownKey(String key, List<String> known) {
    return known.stream()
        .min(Comparator.comparingInt(candidate -> distance(key, candidate)))
        .filter(nearest -> distance(key, nearest) <= Math.max(2, key.length() / 3))
        .map(nearest -> "unknown key; did you mean '" + nearest + "'?")
        .orElse("unknown key; expected one of " + String.join(", ", known));
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
