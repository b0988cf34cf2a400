package io.sightline.standalone.outcome;

import io.sightline.avro.Activity;
import io.sightline.avro.ActivityState;
import io.sightline.avro.Alert;
import io.sightline.avro.AlertState;
import io.sightline.avro.Clip;
import io.sightline.avro.ClipState;
import io.sightline.avro.Decision;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What is known so far of activities, their decisions, alerts and clips. */
public final class Outcomes {
  private final Set<String> activities = new LinkedHashSet<>();
  private final Set<String> committed = new TreeSet<>();
  private final Map<String, Decision> decisions = new TreeMap<>();
  private final Map<String, Alert> alerts = new TreeMap<>();
  private final Map<String, String> clipKeys = new HashMap<>();

  public void add(Activity activity) {
    activities.add(activity.getActivityId());
    if (activity.getState() == ActivityState.ENDED) {
      committed.addAll(activity.getClips());
    }
  }

  /** Returns false if the activity had a decision already. */
  public boolean add(Decision decision) {
    return decisions.putIfAbsent(decision.getActivityId(), decision) == null;
  }

  public void add(Alert alert) {
    alerts.merge(alert.getAlertId(), alert, (a, b) -> a.getRevision() >= b.getRevision() ? a : b);
  }

  public void add(Clip clip) {
    clipKeys.put(clip.getClipId(), clip.getKey());
  }

  public Collection<Decision> decisions() {
    return decisions.values();
  }

  /** The highest revision of each. */
  public Collection<Alert> alerts() {
    return alerts.values();
  }

  /** Media key by clip id. */
  public Map<String, String> clipKeys() {
    return clipKeys;
  }

  /**
   * What is still to come, for people; empty when each activity has its decision and each alert its
   * last revision.
   */
  public Set<String> pending() {
    Set<String> pending = new TreeSet<>();
    for (String activity : activities) {
      if (!decisions.containsKey(activity)) {
        pending.add("decision of " + activity);
      }
    }
    for (Decision decision : decisions.values()) {
      for (String alert : decision.getAlerts()) {
        if (!alerts.containsKey(alert) || !settled(alerts.get(alert))) {
          pending.add("end of alert " + alert);
        }
      }
    }
    for (String clip : committed) {
      if (!clipKeys.containsKey(clip)) {
        pending.add("clip " + clip);
      }
    }
    return pending;
  }

  /**
   * Clips that decisions name and that could not be stored; to be asked once nothing is pending.
   */
  public Set<String> missingClips() {
    Set<String> missing = new TreeSet<>();
    decisions.values().forEach(decision -> missing.addAll(decision.getClips()));
    missing.removeAll(clipKeys.keySet());
    return missing;
  }

  private static boolean settled(Alert alert) {
    return alert.getState() == AlertState.CLOSED
        && alert.getClips().stream().noneMatch(clip -> clip.getState() == ClipState.PENDING);
  }
}
