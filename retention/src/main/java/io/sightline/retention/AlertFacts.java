package io.sightline.retention;

import io.sightline.avro.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * What alerting said about a clip so far. It only ever grows, and the order in which it came does
 * not matter.
 *
 * @param decided whether the clip's activity has its decision
 * @param alerts that the activity belongs to, by id
 * @param told what is known of alerts
 * @param many whether there was more than is remembered
 */
record AlertFacts(boolean decided, List<String> alerts, List<Told> told, boolean many) {
  static final AlertFacts NONE = new AlertFacts(false, List.of(), List.of(), false);

  /** As much as one clip may take of a task's memory. */
  static final int MOST = 32;

  /** One severity and label that an alert had. */
  record Told(String alertId, Severity severity, String label) {}

  AlertFacts {
    alerts = List.copyOf(alerts);
    told = List.copyOf(told);
  }

  AlertFacts decided(List<String> more) {
    TreeSet<String> all = new TreeSet<>(alerts);
    all.addAll(more);
    boolean fits = all.size() <= MOST;
    return new AlertFacts(true, all.stream().limit(MOST).toList(), told, many || !fits);
  }

  AlertFacts alerted(Told more) {
    if (told.contains(more)) {
      return this;
    }
    if (told.size() == MOST) {
      return new AlertFacts(decided, alerts, told, true);
    }
    List<Told> all = new ArrayList<>(told);
    all.add(more);
    return new AlertFacts(decided, alerts, all, many);
  }

  /** Whether an alert is possible, but not certain. */
  boolean undecided() {
    return !decided && told.isEmpty();
  }

  /** Whether it is certain that there is none. */
  boolean withoutAlert() {
    return decided && alerts.isEmpty() && told.isEmpty() && !many;
  }

  /** Whether more may yet be told than is known. */
  boolean open() {
    return !decided || many || !told.stream().map(Told::alertId).toList().containsAll(alerts);
  }
}
