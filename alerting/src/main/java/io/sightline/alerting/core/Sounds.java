package io.sightline.alerting.core;

import io.sightline.alerting.core.Finding.Ruling;
import io.sightline.alerting.core.Incident.Span;
import io.sightline.alerting.core.Sighting.Lens;
import io.sightline.alerting.core.Tally.Link.Kind;
import io.sightline.alerting.core.rules.Judgement;
import io.sightline.alerting.core.rules.Miss;
import io.sightline.alerting.core.rules.Verdict;
import io.sightline.avro.Activity;
import io.sightline.avro.Severity;
import io.sightline.avro.SoundClass;
import io.sightline.avro.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes what is heard to the incidents. A sound belongs to what is seen in the same moment; alone
 * it is judged by the rules, and may raise an incident of its own.
 */
final class Sounds {
  /** The label of a sound as such, whatever it is: its score says how loud it is. */
  static final String LOUD = "loud";

  private final String camera;
  private final Lens lens;
  private final String mode;
  private final long movedAt;
  private final Activities activities;
  private final Incidents incidents;

  /**
   * @param mode of the site
   * @param movedAt when something moved last, capture time
   */
  Sounds(
      String camera,
      Lens lens,
      String mode,
      long movedAt,
      Activities activities,
      Incidents incidents) {
    this.camera = camera;
    this.lens = lens;
    this.mode = mode;
    this.movedAt = movedAt;
    this.activities = activities;
    this.incidents = incidents;
  }

  /** What the rules say about a label of a sound. */
  private record Judged(Sight sight, Judgement judgement) {
    Verdict verdict() {
      return judgement.verdict();
    }
  }

  /** Takes what is known of a sound that goes on or has just ended. */
  void heard(Activity sound, long epoch, long at) {
    String id = sound.getActivityId();
    if (activities.isDecided(id)) {
      return;
    }
    activities.sound(sound, epoch);
    Span span = Span.of(sound);
    List<Judged> judged = judged(sound, moved(span, epoch));
    Judged alerting = best(judged, true);
    Judged silent = best(judged, false);
    activities.change(
        id,
        epoch,
        tally ->
            tally.heard(
                alerting == null ? null : alerting.sight(),
                told(alerting, silent),
                misses(judged)));
    List<Incident> visits = incidents.visitsAt(span);
    Judged alarm = alerting != null && alerting.sight().strong() ? alerting : null;
    for (Incident visit : visits) {
      Incident joined = alarm == null ? visit : visit.joined(ruling(alarm));
      incidents.put(show(joined, id, Kind.JOINED));
    }
    if (alarm != null && Micros.sane(span.start()) && (visits.isEmpty() || own(id))) {
      alert(alarm, id, span, at);
    }
  }

  /** Whether something moved in the same moment. */
  private boolean moved(Span span, long epoch) {
    return activities.watching(epoch)
        || (movedAt >= 0 && span.start() - movedAt <= Policy.SAME_MOMENT_MICROS);
  }

  private Ruling ruling(Judged judged) {
    Verdict verdict = judged.verdict();
    return new Ruling(
        verdict.rule(), verdict.version(), verdict.severity(), verdict.channels(), mode);
  }

  /** Of labels that are there at all. */
  private static List<Miss> misses(List<Judged> judged) {
    List<Miss> misses = List.of();
    for (Judged each : judged) {
      if (each.sight().score() >= Policy.WEAK_SCORE) {
        misses = Miss.nearest(misses, each.judgement().misses());
      }
    }
    return misses;
  }

  /** A weak name says more than that it was loud. */
  private static @Nullable Sight told(@Nullable Judged alerting, @Nullable Judged silent) {
    boolean mere = silent != null && silent.sight().label().equals(LOUD) && alerting != null;
    return silent == null || mere ? null : silent.sight();
  }

  /** Whether the sound has an incident of its own, from before anything was seen. */
  private boolean own(String id) {
    Tally tally = activities.get(id);
    return tally != null
        && incidents.open(Subject.SOUND).stream()
            .anyMatch(i -> tally.links().stream().anyMatch(link -> link.alert().equals(i.id())));
  }

  private void alert(Judged alerting, String id, Span span, long at) {
    Optional<Incident> known = incidents.open(Subject.SOUND);
    long cooldown = alerting.verdict().cooldownMicros();
    if (known.isEmpty() && cooldown > 0) {
      known =
          incidents
              .closed(Subject.SOUND, span.start() - cooldown)
              .filter(i -> i.finding().ruling().severity().compareTo(severity(alerting)) >= 0);
    }
    Kind kind = known.map(i -> i.open() ? Kind.JOINED : Kind.REOPENED).orElse(Kind.RAISED);
    Incident incident = known.orElseGet(() -> raise(alerting, span, at)).open(true);
    incidents.put(show(incident.heard(alerting.sight(), ruling(alerting), span), id, kind));
  }

  private static Severity severity(Judged judged) {
    return judged.verdict().severity();
  }

  private Incident raise(Judged alerting, Span span, long at) {
    Sight sight = alerting.sight();
    Finding finding =
        new Finding(
            Subject.SOUND, sight.label(), sight.score(), ruling(alerting), List.of(), List.of());
    long raisedAt = Math.max(at, span.start());
    return Incident.of(incidents.freeId(camera, span.start()), finding, span, raisedAt);
  }

  /** What moved while a sound alerted is shown with it. */
  void moved(Activity motion, long epoch) {
    String id = motion.getActivityId();
    for (Incident sound : incidents.soundsAt(Span.of(motion))) {
      activities.change(id, epoch, tally -> tally);
      incidents.put(show(sound, id, Kind.JOINED));
    }
  }

  private Incident show(Incident incident, String activity, Kind kind) {
    Tally tally = activities.get(activity);
    if (tally == null) {
      return incident;
    }
    activities.link(activity, incident.id(), kind);
    Incident shown = incident.in(activity);
    for (ClipNote clip : tally.clips()) {
      shown = shown.on(clip);
    }
    return shown;
  }

  private List<Judged> judged(Activity sound, boolean motion) {
    List<Judged> judged = new ArrayList<>();
    for (SoundClass each : sound.getSounds()) {
      if (each.getScore() >= Policy.WEAK_SCORE) {
        judged.add(judge(each.getLabel(), Math.min(1, each.getScore()), motion));
      }
    }
    double loud = sound.getOverFloorDb() / Policy.LOUDEST_DB;
    float level = (float) Math.max(0, Math.min(1, Double.isNaN(loud) ? 0 : loud));
    judged.add(judge(LOUD, level, motion));
    return judged;
  }

  private Judged judge(String label, float score, boolean motion) {
    Judgement judgement = lens.rules().judgeSound(lens.moment(), label, score, motion);
    return new Judged(Sight.heard(label, score, judgement.verdict(), mode), judgement);
  }

  /**
   * The best that is to alert, or that is to be silent. What satisfies its rule goes before what
   * does not, a name before mere loudness; a name that satisfies no rule is none.
   */
  private static @Nullable Judged best(List<Judged> judged, boolean alert) {
    Judged best = null;
    for (Judged each : judged) {
      boolean counts = alert || each.sight().strong() || each.sight().label().equals(LOUD);
      if (each.verdict().alert() == alert && counts && (best == null || better(each, best))) {
        best = each;
      }
    }
    return best;
  }

  private static boolean better(Judged one, Judged other) {
    if (one.sight().strong() != other.sight().strong()) {
      return one.sight().strong();
    }
    boolean named = !one.sight().label().equals(LOUD);
    boolean otherNamed = !other.sight().label().equals(LOUD);
    return named == otherNamed ? one.sight().score() > other.sight().score() : named;
  }
}
