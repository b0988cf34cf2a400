package io.sightline.standalone.soak;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import io.sightline.avro.Alert;
import io.sightline.avro.AlertState;
import io.sightline.avro.Decision;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What must hold of decisions, alerts and deliveries. Nothing is deduplicated. */
public final class AlertsVerdict {
  private static final int MOST_NAMED = 10;
  private final List<String> broken = new ArrayList<>();

  /** One decision for each activity, and none about anything else. */
  AlertsVerdict decisions(List<String> activities, List<Decision> decisions) {
    Map<String, Long> counts =
        decisions.stream().collect(groupingBy(Decision::getActivityId, counting()));
    for (String activity : activities) {
      long count = counts.getOrDefault(activity, 0L);
      if (count != 1) {
        broken.add("activity " + activity + " has " + count + " decisions: expected 1");
      }
    }
    Set<String> known = new HashSet<>(activities);
    counts.keySet().stream()
        .filter(id -> !known.contains(id))
        .forEach(id -> broken.add("decision about an unknown activity " + id));
    return this;
  }

  /** Revisions count from 0 in their order; every alert that a decision names is there. */
  AlertsVerdict alerts(List<Alert> alerts, List<Decision> decisions) {
    Map<String, Integer> next = new HashMap<>();
    for (Alert alert : alerts) {
      int expected = next.merge(alert.getAlertId(), 1, Integer::sum) - 1;
      if (alert.getRevision() != expected) {
        broken.add(
            "alert %s has revision %d: expected %d"
                .formatted(alert.getAlertId(), alert.getRevision(), expected));
      }
    }
    decisions.stream()
        .flatMap(decision -> decision.getAlerts().stream())
        .filter(id -> !next.containsKey(id))
        .forEach(id -> broken.add("decision names an alert that is not there: " + id));
    return this;
  }

  /** The receiver has accepted every alert's beginning and end. */
  AlertsVerdict delivered(List<Alert> alerts, Set<String> accepted, String channel) {
    for (String id : expected(alerts, channel)) {
      if (!accepted.contains(id)) {
        broken.add("message " + id + " never arrived");
      }
    }
    return this;
  }

  /** Ids of the messages that a channel is to get. */
  public static List<String> expected(List<Alert> alerts, String channel) {
    return alerts.stream()
        .filter(Alert::getStateChanged)
        .filter(a -> a.getState() == AlertState.OPENED || a.getState() == AlertState.CLOSED)
        .map(a -> a.getAlertId() + "/" + a.getRevision() + "/" + channel)
        .toList();
  }

  AlertsVerdict also(List<String> others) {
    broken.addAll(others);
    return this;
  }

  /** One line each, the first few of very many; empty if all holds. */
  List<String> broken() {
    List<String> told = new ArrayList<>(broken.subList(0, Math.min(MOST_NAMED, broken.size())));
    if (broken.size() > told.size()) {
      told.add("and " + (broken.size() - told.size()) + " more");
    }
    return told;
  }
}
