package io.sightline.standalone.explain;

import io.sightline.avro.Activity;
import io.sightline.avro.Alert;
import io.sightline.avro.Camera;
import io.sightline.avro.Clip;
import io.sightline.avro.Decision;
import io.sightline.avro.Evidence;
import io.sightline.avro.Expiry;
import io.sightline.avro.Notification;
import io.sightline.console.api.Account.Facts;
import io.sightline.console.api.Account.Fate;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Ids;
import io.sightline.schemas.Topic;
import io.sightline.schemas.Topics;
import io.sightline.standalone.records.TopicRecords;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Looks up what the topics say of an activity or an alert. */
public final class Records {
  private static final int MOST_NAMED = 5;

  private final KafkaSettings kafka;

  public Records(KafkaSettings kafka) {
    this.kafka = kafka;
  }

  /** Throws {@link IllegalArgumentException} for an id of which nothing is on record. */
  public Dossier find(String id) {
    String camera = camera(id);
    Map<String, Decision> decisions = new TreeMap<>();
    of(Topics.DECISIONS, camera).forEach(each -> decisions.putIfAbsent(each.getActivityId(), each));
    Map<String, Alert> alerts = new TreeMap<>();
    of(Topics.ALERTS, camera).forEach(each -> alerts.merge(each.getAlertId(), each, Records::last));
    if (decisions.containsKey(id)) {
      return activity(decisions.get(id), alerts);
    }
    if (alerts.containsKey(id)) {
      return alert(alerts.get(id), decisions);
    }
    throw new IllegalArgumentException(unknown(id, camera, decisions.keySet(), alerts.keySet()));
  }

  private static String camera(String id) {
    try {
      return Ids.cameraOf(id);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "'" + id + "': expected the id of an activity or an alert, as front-door-a1k0wfcrhzfp",
          e);
    }
  }

  private static Alert last(Alert one, Alert other) {
    return one.getRevision() >= other.getRevision() ? one : other;
  }

  private Dossier activity(Decision decision, Map<String, Alert> alerts) {
    List<Alert> told =
        decision.getAlerts().stream().map(alerts::get).filter(Objects::nonNull).toList();
    Evidence evidence = decision.getEvidence();
    Facts facts =
        new Facts(
            camera(decision),
            activity(decision.getCamera(), decision.getActivityId()),
            List.of(decision),
            told,
            notifications(told),
            fates(decision.getClips()));
    boolean own = evidence.getPicture() != null || told.isEmpty();
    return new Dossier(
        decision.getActivityId(),
        false,
        facts,
        own ? evidence.getPicture() : told.get(0).getSnapshot(),
        own ? evidence.getPictureBox() : told.get(0).getSnapshotBox());
  }

  private Dossier alert(Alert alert, Map<String, Decision> decisions) {
    List<Decision> parts =
        alert.getActivities().stream().map(decisions::get).filter(Objects::nonNull).toList();
    Facts facts =
        new Facts(
            parts.isEmpty() ? null : camera(parts.get(0)),
            null,
            parts,
            List.of(alert),
            notifications(List.of(alert)),
            fates(alert.getClips().stream().map(clip -> clip.getClipId()).toList()));
    return new Dossier(
        alert.getAlertId(), true, facts, alert.getSnapshot(), alert.getSnapshotBox());
  }

  private @Nullable Camera camera(Decision decision) {
    return of(Topics.CAMERAS, decision.getCamera()).stream()
        .filter(each -> each.getVersion() == decision.getMadeWith().getCameraVersion())
        .findFirst()
        .orElse(null);
  }

  private @Nullable Activity activity(String camera, String id) {
    return of(Topics.ACTIVITY, camera).stream()
        .filter(each -> each.getActivityId().equals(id))
        .reduce((one, other) -> other)
        .orElse(null);
  }

  private List<Notification> notifications(List<Alert> alerts) {
    List<Notification> all = new ArrayList<>();
    alerts.forEach(alert -> all.addAll(of(Topics.NOTIFICATIONS, alert.getAlertId())));
    return all;
  }

  private List<Fate> fates(List<String> clips) {
    List<Fate> fates = new ArrayList<>();
    for (String clip : clips) {
      List<Clip> records = of(Topics.CLIPS, clip);
      Expiry expiry = of(Topics.EXPIRIES, clip).stream().findFirst().orElse(null);
      fates.add(new Fate(clip, records.isEmpty() ? null : records.get(records.size() - 1), expiry));
    }
    return fates;
  }

  private <V extends SpecificRecord> List<V> of(Topic<V> topic, String key) {
    return TopicRecords.committedOf(kafka, topic, key);
  }

  private String unknown(
      String id, String camera, Collection<String> activities, Collection<String> alerts) {
    if (activity(camera, id) != null) {
      return "'" + id + "' is not decided yet: its decision falls soon after it ends";
    }
    List<String> known = new ArrayList<>(activities);
    known.addAll(alerts);
    List<String> newest = known.subList(Math.max(0, known.size() - MOST_NAMED), known.size());
    return "'"
        + id
        + "': nothing on record; expected an activity or an alert"
        + (newest.isEmpty()
            ? ", and of camera " + camera + " there is none (decisions are kept for 30 days)"
            : " of camera " + camera + ", such as " + String.join(", ", newest));
  }
}
