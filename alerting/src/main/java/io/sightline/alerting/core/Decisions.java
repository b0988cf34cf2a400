package io.sightline.alerting.core;

import io.sightline.alerting.core.Tally.Doubt;
import io.sightline.alerting.core.Tally.Link;
import io.sightline.alerting.core.rules.Miss;
import io.sightline.avro.Activity;
import io.sightline.avro.ActivityKind;
import io.sightline.avro.Decision;
import io.sightline.avro.Detections;
import io.sightline.avro.EndCause;
import io.sightline.avro.Evidence;
import io.sightline.avro.MadeWith;
import io.sightline.avro.Outcome;
import io.sightline.avro.Reason;
import io.sightline.avro.Subject;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The one outcome of an activity, from all that is known at its end. */
final class Decisions {
  private Decisions() {}

  private record Ruling(Outcome outcome, Reason reason, @Nullable Sight sight) {}

  /**
   * @param record the mark at which the activity ended
   * @param tally what its frames showed
   * @param incidents to find the pictures that alerts show
   */
  static Decision of(
      Activity activity,
      Tally tally,
      Collection<Incident> incidents,
      Detections record,
      Instant at,
      MadeWith madeWith,
      String build) {
    Ruling ruling = ruling(activity, tally);
    Instant end = activity.getEndedAt();
    return Decision.newBuilder()
        .setRecordId(activity.getActivityId() + "-d")
        .setCamera(record.getCamera())
        .setCapturedAt(at)
        .setEpoch(record.getEpoch())
        .setBuild(build)
        .setActivityId(activity.getActivityId())
        .setKind(activity.getKind())
        .setStartedAt(activity.getStartedAt())
        .setEndedAt(end == null ? activity.getCapturedAt() : end)
        .setOutcome(ruling.outcome)
        .setReason(ruling.reason)
        .setEvidence(evidence(activity, tally, ruling.sight))
        .setAlerts(tally.links().stream().map(Link::alert).toList())
        .setClips(clips(activity, tally))
        .setKeptFrames(kept(activity.getActivityId(), incidents, picture(tally, ruling.sight)))
        .setMadeWith(ruling.sight == null ? madeWith : at(madeWith, ruling.sight.mode()))
        .build();
  }

  private static Ruling ruling(Activity activity, Tally tally) {
    if (!tally.links().isEmpty()) {
      return alerted(tally);
    }
    Reason failure = failure(activity, tally);
    if (failure != Reason.UNKNOWN) {
      Sight seen = Sight.better(tally.alerting(), tally.silent());
      return new Ruling(Outcome.FAILED, failure, seen);
    }
    return suppressed(tally.alerting(), tally.silent(), tally.doubt());
  }

  private static Ruling alerted(Tally tally) {
    if (has(tally, Link.Kind.RAISED)) {
      return new Ruling(Outcome.ALERTED, Reason.NEW_INCIDENT, shown(tally));
    }
    if (has(tally, Link.Kind.JOINED)) {
      return new Ruling(Outcome.ALERTED, Reason.SAME_INCIDENT, shown(tally));
    }
    return new Ruling(Outcome.SUPPRESSED, Reason.COOLDOWN, tally.alerting());
  }

  /** A sound that only belongs to an alert is told as what it was. */
  private static @Nullable Sight shown(Tally tally) {
    Sight alerting = tally.alerting();
    boolean alarm = alerting != null && alerting.strong();
    return tally.sound() && !alarm && tally.silent() != null ? tally.silent() : alerting;
  }

  private static boolean has(Tally tally, Link.Kind kind) {
    return tally.links().stream().anyMatch(link -> link.kind() == kind);
  }

  /** UNKNOWN for none. */
  private static Reason failure(Activity activity, Tally tally) {
    if (activity.getCause() == EndCause.LOST) {
      return Reason.LOST;
    }
    boolean nothingCame = tally.examined() + tally.failed() == 0;
    if (tally.missing() || (nothingCame && activity.getFrames() > 0)) {
      return Reason.FRAMES_MISSING;
    }
    boolean blind = tally.examined() == 0 && activity.getKind() != ActivityKind.SOUND;
    return blind ? Reason.DETECTION_FAILED : Reason.UNKNOWN;
  }

  /** Of an alerting subject that was not confirmed and a silent one, the better seen is told. */
  private static Ruling suppressed(@Nullable Sight alerting, @Nullable Sight silent, Doubt doubt) {
    if (!doubt.unsure().isEmpty()) {
      return new Ruling(Outcome.SUPPRESSED, Reason.UNSURE, alerting);
    }
    if (silent != null && silent.label().equals(Sounds.LOUD) && alerting == null) {
      return new Ruling(Outcome.SUPPRESSED, Reason.LOUDNESS_ONLY, silent);
    }
    if (silent != null && (alerting == null || doubt.overruled() || outweighs(silent, alerting))) {
      return new Ruling(Outcome.SUPPRESSED, Reason.RULE, silent);
    }
    if (doubt.known() != null && (alerting == null || !alerting.strong())) {
      return new Ruling(Outcome.SUPPRESSED, Reason.KNOWN_OBJECT, doubt.known());
    }
    return alerting == null
        ? new Ruling(Outcome.SUPPRESSED, Reason.NO_OBJECT, null)
        : new Ruling(Outcome.SUPPRESSED, Reason.NOT_CONFIRMED, alerting);
  }

  /** Of one subject, that a rule would alert on it says more. */
  private static boolean outweighs(Sight silent, Sight alerting) {
    boolean another = silent.subject() != alerting.subject();
    return silent.subject() != Subject.OTHER
        && (!alerting.strong() || (another && silent.score() >= alerting.score()));
  }

  private static Evidence evidence(Activity activity, Tally tally, @Nullable Sight sight) {
    Evidence.Builder evidence =
        Evidence.newBuilder()
            .setMovingMs(activity.getMovingMs())
            .setFrames(tally.examined())
            .setFailedFrames(tally.failed())
            .setOverFloorDb(activity.getOverFloorDb())
            .setTracks(tally.doubt().tracks())
            .setUnsure(tally.doubt().unsure())
            .setUnmet(Miss.words(tally.misses()));
    if (sight != null) {
      evidence
          .setLabel(sight.label())
          .setScore(sight.score())
          .setSubject(Subjects.name(sight.subject()))
          .setRule(sight.rule())
          .setRuleVersion(sight.ruleVersion())
          .setThreshold(sight.threshold())
          .setZones(zones(tally, sight));
    }
    Shot picture = picture(tally, sight);
    if (picture != null) {
      evidence.setPicture(picture.key()).setPictureBox(picture.box().toBox());
    }
    return evidence.build();
  }

  /** Where that subject was, whatever the rules said to it there. */
  private static List<String> zones(Tally tally, Sight sight) {
    return Stream.of(sight, tally.alerting(), tally.silent())
        .filter(Objects::nonNull)
        .filter(each -> each.subject() == sight.subject())
        .flatMap(each -> each.zones().stream())
        .distinct()
        .sorted()
        .toList();
  }

  /** What the evidence is to be seen in; without evidence, what moved most. */
  private static @Nullable Shot picture(Tally tally, @Nullable Sight sight) {
    return sight == null || sight.shot() == null ? tally.glance() : sight.shot();
  }

  private static MadeWith at(MadeWith madeWith, String mode) {
    return MadeWith.newBuilder(madeWith).setMode(mode).build();
  }

  private static List<String> clips(Activity activity, Tally tally) {
    Stream<String> seen = tally.clips().stream().map(ClipNote::clip);
    return Stream.concat(activity.getClips().stream(), seen).distinct().toList();
  }

  /** Pictures of this activity that the last revision shows, or the next one will, or this does. */
  private static List<String> kept(
      String activity, Collection<Incident> incidents, @Nullable Shot shown) {
    Stream<@Nullable Shot> told =
        incidents.stream()
            .flatMap(incident -> Stream.of(incident.told().shot(), incident.scene().best()));
    return Stream.concat(told, Stream.of(shown))
        .filter(Objects::nonNull)
        .filter(shot -> activity.equals(shot.activity()))
        .map(Shot::key)
        .distinct()
        .toList();
  }
}
