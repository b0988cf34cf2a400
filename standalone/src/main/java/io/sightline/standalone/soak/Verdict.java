package io.sightline.standalone.soak;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import io.sightline.avro.Activity;
import io.sightline.avro.ActivityState;
import io.sightline.avro.Alert;
import io.sightline.avro.Clip;
import io.sightline.avro.Decision;
import io.sightline.avro.Expiry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What must hold between raw records and the clip store. Nothing is deduplicated: a record that is
 * there twice counts twice.
 */
final class Verdict {
  private final List<String> broken = new ArrayList<>();

  /** Every activity ends once and has one decision; every decision is about an activity. */
  Verdict activities(
      List<ConsumerRecord<String, Activity>> activities,
      List<ConsumerRecord<String, Decision>> decisions) {
    Set<String> ids = new TreeSet<>();
    activities.forEach(raw -> ids.add(value(raw).getActivityId()));
    Map<String, Long> ends =
        count(
            activities.stream()
                .map(Verdict::value)
                .filter(a -> a.getState() == ActivityState.ENDED)
                .toList(),
            Activity::getActivityId);
    Map<String, Long> decided =
        count(decisions.stream().map(Verdict::value).toList(), Decision::getActivityId);
    for (String id : ids) {
      expectOne("ends of activity " + id, ends.get(id));
      expectOne("decisions of activity " + id, decided.get(id));
    }
    decided.keySet().stream()
        .filter(id -> !ids.contains(id))
        .forEach(id -> broken.add("decision about an unknown activity " + id));
    return this;
  }

  /** Revisions of an alert count from 0 without a gap or a double, and its last one is closed. */
  Verdict alerts(List<ConsumerRecord<String, Alert>> alerts, Set<String> decidedAlerts) {
    Map<String, List<Alert>> byId =
        alerts.stream()
            .map(Verdict::value)
            .collect(groupingBy(Alert::getAlertId, TreeMap::new, Collectors.toList()));
    byId.forEach(
        (id, revisions) -> {
          for (int i = 0; i < revisions.size(); i++) {
            if (revisions.get(i).getRevision() != i) {
              broken.add(
                  "alert "
                      + id
                      + ": record "
                      + i
                      + " is revision "
                      + revisions.get(i).getRevision());
            }
          }
        });
    decidedAlerts.stream()
        .filter(id -> !byId.containsKey(id))
        .forEach(id -> broken.add("decision names an alert that is not there: " + id));
    return this;
  }

  /**
   * No clip without its record, no record without its clip, one ledger entry for each clip that is
   * gone.
   *
   * @param mediaKeys keys of all objects in the store
   */
  Verdict clips(
      List<ConsumerRecord<String, Clip>> clips,
      List<ConsumerRecord<String, Expiry>> expiries,
      Set<String> mediaKeys) {
    Map<String, @Nullable Clip> last = new HashMap<>();
    clips.forEach(raw -> last.put(raw.key(), raw.value()));
    Set<String> live =
        last.values().stream()
            .filter(Objects::nonNull)
            .map(Clip::getKey)
            .collect(Collectors.toSet());
    live.stream()
        .filter(key -> !mediaKeys.contains(key))
        .forEach(key -> broken.add("record without its clip: " + key));
    Set<String> livePrefixes =
        last.values().stream()
            .filter(Objects::nonNull)
            .map(Clip::getPrefix)
            .collect(Collectors.toSet());
    mediaKeys.stream()
        .filter(key -> livePrefixes.stream().noneMatch(key::startsWith))
        .forEach(key -> broken.add("media without a record: " + key));
    Map<String, Long> entries =
        count(expiries.stream().map(Verdict::value).toList(), Expiry::getClipId);
    last.forEach(
        (id, clip) -> {
          if (clip == null) {
            expectOne("ledger entries of " + id, entries.get(id));
          } else if (entries.containsKey(id)) {
            broken.add("ledger entry of a clip that is still there: " + id);
          }
        });
    return this;
  }

  /** What is broken, one line each; empty if all holds. */
  List<String> broken() {
    return List.copyOf(broken);
  }

  private void expectOne(String what, @Nullable Long count) {
    if (count == null || count != 1) {
      broken.add(what + ": " + (count == null ? 0 : count) + ", expected 1");
    }
  }

  private static <T> Map<String, Long> count(List<T> all, Function<T, String> id) {
    return all.stream().collect(groupingBy(id, counting()));
  }

  private static <V> V value(ConsumerRecord<String, V> raw) {
    return Objects.requireNonNull(raw.value(), "tombstone of " + raw.key());
  }
}
