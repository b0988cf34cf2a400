package io.sightline.console.api;

import io.sightline.avro.Activity;
import io.sightline.avro.ActivityKind;
import io.sightline.avro.Alert;
import io.sightline.avro.Camera;
import io.sightline.avro.Clip;
import io.sightline.avro.Decision;
import io.sightline.avro.Evidence;
import io.sightline.avro.Expiry;
import io.sightline.avro.MadeWith;
import io.sightline.avro.Notification;
import io.sightline.avro.Rule;
import io.sightline.avro.SoundClass;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is on record of an activity or an alert, told in words line by line. */
public final class Account {
  private final Facts facts;
  private final LocalTimes times;
  private final List<Line> lines = new ArrayList<>();

  private Account(Facts facts) {
    this.facts = facts;
    this.times = LocalTimes.of(facts.camera());
  }

  /** A heading and what belongs to it. */
  public record Line(String about, String words) {}

  /** A clip, and the ledger's entry if it was deleted. */
  public record Fate(String clipId, @Nullable Clip clip, @Nullable Expiry expiry) {}

  /**
   * What is on record.
   *
   * @param camera the version that the decision was made with; null if it is not on record
   * @param activity its last record
   * @param notifications in the order of the topic
   */
  public record Facts(
      @Nullable Camera camera,
      @Nullable Activity activity,
      List<Decision> decisions,
      List<Alert> alerts,
      List<Notification> notifications,
      List<Fate> clips) {}

  /** Why an activity ended as it did. */
  public static List<Line> ofActivity(Facts facts) {
    Account account = new Account(facts);
    Decision decision = facts.decisions().get(0);
    account.add("Camera", account.where(decision.getCamera()));
    account.add("When", account.times.span(decision.getStartedAt(), decision.getEndedAt()));
    account.add("Outcome", Explanation.of(decision));
    account.evidence(decision);
    account.alerts();
    account.clips();
    account.madeWith(decision);
    return List.copyOf(account.lines);
  }

  /** What an alert is about, and what became of each activity in it. */
  public static List<Line> ofAlert(Facts facts) {
    Account account = new Account(facts);
    Alert alert = facts.alerts().get(0);
    account.add("Camera", account.where(alert.getCamera()));
    account.add("When", account.times.span(alert.getStartedAt(), alert.getEndedAt()));
    account.add("Rule", account.rule(alert.getRule(), alert.getRuleVersion()));
    account.alerts();
    for (Decision decision : facts.decisions()) {
      account.add("Activity", decision.getActivityId() + ": " + Explanation.of(decision));
    }
    account.clips();
    facts.decisions().stream().limit(1).forEach(account::madeWith);
    return List.copyOf(account.lines);
  }

  private void add(String about, String words) {
    lines.add(new Line(about, words));
  }

  private String where(String id) {
    Camera camera = facts.camera();
    return camera == null || camera.getName().isEmpty() || camera.getName().equals(id)
        ? id
        : camera.getName() + " (" + id + ")";
  }

  private void evidence(Decision decision) {
    Evidence evidence = decision.getEvidence();
    if (decision.getKind() == ActivityKind.SOUND) {
      add("Heard", heard(evidence));
    } else {
      add("Seen", seen(evidence));
    }
    Activity activity = facts.activity();
    if (activity != null && !activity.getTold().isEmpty()) {
      add(
          "Others said",
          String.join(
              ", ",
              activity.getTold().stream()
                  .map(told -> told.getSource() + ": " + told.getLabel())
                  .distinct()
                  .toList()));
    }
    String rule = evidence.getRule();
    if (rule != null) {
      add("Rule", rule(rule, evidence.getRuleVersion()));
    }
    evidence.getUnmet().forEach(unmet -> add("Not met", unmet));
    if (!evidence.getFeedback().isEmpty()) {
      add("Feedback", "taken into account: " + String.join(", ", evidence.getFeedback()));
    }
  }

  private static String seen(Evidence evidence) {
    StringBuilder words = new StringBuilder();
    words.append(
        evidence.getLabel() == null
            ? "nothing that was recognised"
            : evidence.getLabel() + " " + Words.score(evidence.getScore()));
    words.append(" in ").append(Words.count(evidence.getFrames(), "picture"));
    if (evidence.getFailedFrames() > 0) {
      words.append(", ").append(evidence.getFailedFrames()).append(" more could not be examined");
    }
    if (!evidence.getZones().isEmpty()) {
      words.append("; in zone ").append(String.join(", ", evidence.getZones()));
    }
    if (!evidence.getUnsure().isEmpty()) {
      words.append("; it may have been ").append(String.join(", ", evidence.getUnsure()));
    }
    return words.toString();
  }

  private String heard(Evidence evidence) {
    String loud = Math.round(evidence.getOverFloorDb()) + " dB over what is usual there";
    Activity activity = facts.activity();
    List<SoundClass> sounds = activity == null ? List.of() : activity.getSounds();
    return sounds.isEmpty()
        ? loud
        : loud
            + "; taken for "
            + String.join(
                ", ",
                sounds.stream().map(s -> s.getLabel() + " " + Words.score(s.getScore())).toList());
  }

  private String rule(String id, int version) {
    Camera camera = facts.camera();
    List<Rule> rules = camera == null ? List.of() : camera.getRules();
    for (Rule rule : rules) {
      if (rule.getRuleId().equals(id) && rule.getVersion() == version) {
        return id + ", as it is since version " + version + ": " + RuleWords.of(rule);
      }
    }
    return version == 0 ? id + ", built in" : id + ", as it is since version " + version;
  }

  private void alerts() {
    if (facts.alerts().isEmpty()) {
      add("Told", "nobody: there was no alert");
    }
    for (Alert alert : facts.alerts()) {
      add(
          "Alert",
          "%s: %s %s, %s, raised at %s by rule %s, %s"
              .formatted(
                  alert.getAlertId(),
                  alert.getLabel(),
                  Words.score(alert.getConfidence()),
                  Words.of(alert.getSeverity()),
                  times.at(alert.getRaisedAt()),
                  alert.getRule(),
                  Words.of(alert.getState())));
      told(alert);
    }
  }

  private void told(Alert alert) {
    Map<String, Notification> last = new LinkedHashMap<>();
    for (Notification each : facts.notifications()) {
      if (each.getAlertId().equals(alert.getAlertId())) {
        last.put(each.getChannel() + "/" + each.getRevision(), each);
      }
    }
    last.values().forEach(each -> add("Told", told(each)));
    if (last.isEmpty()) {
      add(
          "Told",
          alert.getChannels().isEmpty()
              ? "nobody yet"
              : "nobody yet; to be told: " + String.join(", ", alert.getChannels()));
    }
  }

  private String told(Notification last) {
    String tries = last.getAttempt() > 1 ? " at attempt " + last.getAttempt() : "";
    String answer = last.getAnswer().isEmpty() ? "" : " (" + last.getAnswer() + ")";
    return "%s, revision %d: %s%s at %s%s%s"
        .formatted(
            last.getChannel(),
            last.getRevision(),
            Words.of(last.getState()),
            tries,
            times.at(last.getAttemptedAt()),
            answer,
            last.getLate() ? ", late" : "");
  }

  private void clips() {
    facts.clips().forEach(fate -> add("Clip", fate.clipId() + ": " + fate(fate)));
  }

  private String fate(Fate fate) {
    Expiry expiry = fate.expiry();
    if (expiry != null) {
      return "deleted at %s, %s, by %s"
          .formatted(times.at(expiry.getDeletedAt()), expiry.getCause(), expiry.getRule());
    }
    Clip clip = fate.clip();
    if (clip == null) {
      return "not stored";
    }
    return clip.getDeadline() == null
        ? "stored, no deadline yet"
        : "kept until %s, by %s".formatted(times.at(clip.getDeadline()), clip.getRule());
  }

  private void madeWith(Decision decision) {
    MadeWith with = decision.getMadeWith();
    String record =
        with.getCameraOffset() < 0
            ? "not on record"
            : with.getCameraTopic()
                + ", partition "
                + with.getCameraPartition()
                + ", offset "
                + with.getCameraOffset();
    String digest = with.getModelDigest();
    add(
        "Made with",
        "build %s; camera version %d (%s); model %s; mode %s"
            .formatted(
                decision.getBuild(),
                with.getCameraVersion(),
                record,
                with.getModel().isEmpty()
                    ? "none"
                    : with.getModel() + " " + digest.substring(0, Math.min(12, digest.length())),
                with.getMode().isEmpty() ? "not known" : with.getMode()));
  }
}
