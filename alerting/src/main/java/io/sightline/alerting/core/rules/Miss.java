package io.sightline.alerting.core.rules;

import java.util.ArrayList;
import java.util.List;

/**
 * How near something came to a rule that would alert.
 *
 * @param lacks what was not there; empty if nothing was missing
 */
public record Miss(String rule, List<Lack> lacks) {
  /** Rules remembered. */
  private static final int MOST = 16;

  public Miss {
    lacks = lacks == null ? List.of() : List.copyOf(lacks);
  }

  private boolean nearerThan(Miss other) {
    if (lacks.size() != other.lacks.size()) {
      return lacks.size() < other.lacks.size();
    }
    return progress() > other.progress();
  }

  private double progress() {
    double sum = 0;
    for (Lack lack : lacks) {
      sum += lack.progress();
    }
    return sum;
  }

  /** For each rule the nearest. */
  public static List<Miss> nearest(List<Miss> known, List<Miss> more) {
    if (more.isEmpty()) {
      return known;
    }
    List<Miss> all = new ArrayList<>(known);
    more.forEach(miss -> put(all, miss));
    return all;
  }

  private static void put(List<Miss> all, Miss miss) {
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).rule.equals(miss.rule)) {
        all.set(i, miss.nearerThan(all.get(i)) ? miss : all.get(i));
        return;
      }
    }
    if (all.size() < MOST) {
      all.add(miss);
    }
  }

  /** One entry for each thing that was missing: {@code <rule>: <what>}. */
  public static List<String> words(List<Miss> misses) {
    return misses.stream()
        .flatMap(miss -> miss.lacks.stream().map(lack -> miss.rule + ": " + lack.words()))
        .toList();
  }
}
