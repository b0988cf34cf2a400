package io.sightline.alerting.core;

import io.sightline.alerting.core.Incident.Span;
import io.sightline.alerting.core.Tally.Link.Kind;
import io.sightline.avro.Activity;
import io.sightline.avro.Rule;
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
  private final List<Rule> rules;
  private final long cooldownMicros;
  private final Activities activities;
  private final Incidents incidents;

  Sounds(
      String camera,
      List<Rule> rules,
      long cooldownMicros,
      Activities activities,
      Incidents incidents) {
    this.camera = camera;
    this.rules = rules;
    this.cooldownMicros = cooldownMicros;
    this.activities = activities;
    this.incidents = incidents;
  }

  /** What the rules say about a label of a sound. */
  private record Judged(Sight sight, Verdict verdict) {}

  /** Takes what is known of a sound that goes on or has just ended. */
  void heard(Activity sound, long epoch, long at) {
    String id = sound.getActivityId();
    if (activities.isDecided(id)) {
      return;
    }
    activities.sound(sound, epoch);
    List<Judged> judged = judged(sound);
    Judged alerting = best(judged, true);
    Judged silent = best(judged, false);
    activities.change(
        id,
        epoch,
        tally -> tally.heard(alerting == null ? null : alerting.sight(), told(alerting, silent)));
    Span span = Span.of(sound);
    List<Incident> visits = incidents.visitsAt(span);
    Judged alarm = alerting != null && alerting.sight().strong() ? alerting : null;
    for (Incident visit : visits) {
      Incident joined =
          alarm == null ? visit : visit.joined(alarm.sight(), alarm.verdict().severity());
      incidents.put(show(joined, id, Kind.JOINED));
    }
    if (alarm != null && Micros.sane(span.start()) && (visits.isEmpty() || own(id))) {
      alert(alarm, id, span, at);
    }
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
    if (known.isEmpty() && cooldownMicros > 0) {
      known = incidents.closed(Subject.SOUND, span.start() - cooldownMicros);
    }
    Kind kind = known.map(i -> i.open() ? Kind.JOINED : Kind.REOPENED).orElse(Kind.RAISED);
    Incident incident = known.orElseGet(() -> raise(alerting, span, at)).open(true);
    incidents.put(
        show(incident.heard(alerting.sight(), alerting.verdict().severity(), span), id, kind));
  }

  private Incident raise(Judged alerting, Span span, long at) {
    Sight sight = alerting.sight();
    Finding finding =
        new Finding(
            Subject.SOUND,
            sight.label(),
            sight.score(),
            alerting.verdict().severity(),
            sight.rule(),
            List.of());
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

  private List<Judged> judged(Activity sound) {
    List<Judged> judged = new ArrayList<>();
    for (SoundClass each : sound.getSounds()) {
      if (each.getScore() >= Policy.WEAK_SCORE) {
        judged.add(judge(each.getLabel(), Math.min(1, each.getScore())));
      }
    }
    double loud = sound.getOverFloorDb() / Policy.LOUDEST_DB;
    judged.add(judge(LOUD, (float) Math.max(0, Math.min(1, Double.isNaN(loud) ? 0 : loud))));
    return judged;
  }

  private Judged judge(String label, float score) {
    Verdict verdict = Rules.judge(rules, Subject.SOUND, label);
    Sight sight = new Sight(label, Subject.SOUND, score, verdict.rule(), verdict.minConfidence());
    return new Judged(sight, verdict);
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
