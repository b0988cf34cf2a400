package io.sightline.alerting.core;

import io.sightline.alerting.core.Finding.Ruling;
import io.sightline.alerting.core.Sighting.Lens;
import io.sightline.alerting.core.Tally.Doubt;
import io.sightline.alerting.core.Tally.Link.Kind;
import io.sightline.alerting.core.rules.Verdict;
import io.sightline.schemas.Ids;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is there, who is new, who is gone: takes the tracks of an examined frame to the incidents.
 */
final class Visits {
  private static final double APART_SHARE = 0.3;

  private final String camera;
  private final Lens lens;
  private final String mode;
  private final Activities activities;
  private final Incidents incidents;
  private final Said said;
  private final List<Track> tracks;
  private final Frame frame;

  /**
   * @param mode of the site
   * @param tracks after the frame
   */
  Visits(
      String camera,
      Lens lens,
      String mode,
      Activities activities,
      Incidents incidents,
      Said said,
      List<Track> tracks,
      Frame frame) {
    this.camera = camera;
    this.lens = lens;
    this.mode = mode;
    this.activities = activities;
    this.incidents = incidents;
    this.said = said;
    this.tracks = new ArrayList<>(tracks);
    this.frame = frame;
  }

  /** Incidents whose subject is at rest and was not missed since. */
  static Set<String> resting(List<Track> tracks) {
    Set<String> resting = new HashSet<>();
    for (Track track : tracks) {
      String incident = track.incident();
      if (incident != null && track.absentSince() == null && track.atRest()) {
        resting.add(incident);
      }
    }
    return resting;
  }

  /** Returns the tracks, those that are confirmed now with their incident. */
  List<Track> observe() {
    tracks.replaceAll(track -> track.lastSeen() == frame.at() ? seen(track, frame.at()) : track);
    Set<String> resting = resting(tracks);
    for (Incident incident : incidents.openVisits()) {
      if (incident.span().end() < frame.at() && !resting.contains(incident.id())) {
        absent(incident.absent(frame.at()), frame.at());
      }
    }
    return tracks;
  }

  private Track seen(Track track, long at) {
    String id = track.incident();
    if (id == null) {
      return track.confirmed(at) && sure(track) && !tooSoon(track, at) && !said.doubts(track, at)
          ? confirm(track, at)
          : track;
    }
    Incident incident = incidents.get(id);
    if (incident != null && !track.hits().isEmpty()) {
      Hit hit = track.hits().get(track.hits().size() - 1);
      incidents.put(show(incident.seen(hit, track.votes(), ruling(hit)), hit, Kind.JOINED));
    }
    return track;
  }

  /** Whether it came, and is what the rule alerts on; if not, the activity remembers why. */
  private boolean sure(Track track) {
    if (!track.alive()) {
      return false;
    }
    Hit last = track.hits().get(track.hits().size() - 1);
    double share = track.votes().share(Subjects.of(last.label()));
    if (share >= Policy.SURE_SHARE) {
      return true;
    }
    boolean open = share > 1 - Policy.SURE_SHARE;
    List<String> labels = track.votes().unsure(track.subject());
    activities.doubt(frame.activity(), doubt -> open ? doubt.unsure(labels) : doubt.decided());
    return false;
  }

  /** A confirmed track joins an open incident of its subject, revives a closed one or opens one. */
  private Track confirm(Track track, long at) {
    List<Hit> visit = track.visit(at);
    long start = visit.get(0).at();
    Hit last = visit.get(visit.size() - 1);
    Optional<Incident> known = known(track, start, last);
    Kind kind = known.map(i -> i.open() ? Kind.JOINED : Kind.REOPENED).orElse(Kind.RAISED);
    Incident incident = known.orElseGet(() -> raise(track, visit, at)).open(true);
    String raisedIn = last.activity();
    for (Hit hit : visit) {
      boolean earlier = kind == Kind.RAISED && !Objects.equals(hit.activity(), raisedIn);
      incident =
          show(incident.seen(hit, track.votes(), ruling(hit)), hit, earlier ? Kind.JOINED : kind);
    }
    incidents.put(incident);
    activities.doubt(frame.activity(), Doubt::settled);
    return track.joined(incident.id());
  }

  private Optional<Incident> known(Track track, long start, Hit last) {
    Incident open = joinable(track);
    if (open != null) {
      return Optional.of(open);
    }
    return incidents
        .visit(id(start))
        .filter(incident -> !incident.open())
        .or(() -> earlier(track, start, last));
  }

  /** Within the cooldown of the rule the last visit goes on, unless this one is graver. */
  private Optional<Incident> earlier(Track track, long start, Hit last) {
    Verdict verdict = lens.rules().verdict(last.rule());
    long cooldown = verdict == null ? 0 : verdict.cooldownMicros();
    return cooldown == 0
        ? Optional.empty()
        : incidents
            .closed(track.subject(), start - cooldown)
            .filter(i -> i.finding().ruling().severity().compareTo(last.severity()) >= 0);
  }

  /** The newest open incident that the track may belong to. */
  private @Nullable Incident joinable(Track track) {
    Incident newest = null;
    for (Incident incident : incidents.openVisits()) {
      if (incident.finding().subject() == track.subject() && !elsewhere(incident, track)) {
        newest = incident;
      }
    }
    return newest;
  }

  /** Somebody new may have to move first to be told from somebody who is at rest. */
  private boolean tooSoon(Track track, long at) {
    if (track.stay().moved() || at - track.life().since() >= Policy.APART_MICROS) {
      return false;
    }
    for (Incident incident : incidents.openVisits()) {
      if (incident.finding().subject() == track.subject() && atRestApartFrom(incident, track)) {
        return true;
      }
    }
    return false;
  }

  private boolean elsewhere(Incident incident, Track track) {
    return track.stay().moved() && atRestApartFrom(incident, track);
  }

  /**
   * Whether all of an incident are at rest and there, away from the track: if that moves it is
   * somebody else.
   */
  private boolean atRestApartFrom(Incident incident, Track track) {
    boolean any = false;
    for (Track other : tracks) {
      if (incident.id().equals(other.incident())) {
        any = true;
        boolean there = other.absentSince() == null && other.atRest();
        if (!there || other.box().share(track.box()) >= APART_SHARE) {
          return false;
        }
      }
    }
    return any;
  }

  private Incident raise(Track track, List<Hit> visit, long at) {
    Hit first = visit.stream().filter(Hit::strong).findFirst().orElse(visit.get(0));
    long start = visit.get(0).at();
    Finding finding =
        new Finding(
            track.subject(),
            first.label(),
            first.score(),
            ruling(visit.get(visit.size() - 1)),
            first.zones(),
            track.votes().unsure(track.subject()));
    return Incident.of(
        incidents.freeId(camera, start), finding, new Incident.Span(start, start), at);
  }

  /** Of the rule that the hit counts for, as it is now. */
  private Ruling ruling(Hit hit) {
    Verdict verdict = lens.rules().verdict(hit.rule());
    return verdict == null
        ? new Ruling(hit.rule(), 0, hit.severity(), List.of(), mode)
        : new Ruling(hit.rule(), verdict.version(), hit.severity(), verdict.channels(), mode);
  }

  private String id(long start) {
    return Ids.incident(camera, Micros.instant(start));
  }

  /** Notes in which activity and on which clip the hit lies. */
  private Incident show(Incident incident, Hit hit, Kind kind) {
    Incident shown = incident;
    String activity = hit.activity();
    if (activity != null && activities.isOpen(activity)) {
      activities.link(activity, incident.id(), kind);
      shown = shown.in(activity);
    }
    String clip = hit.clip();
    if (clip == null) {
      return shown;
    }
    ClipNote note = activities.note(clip);
    return shown.on(note == null ? ClipNote.pending(clip, activity) : note);
  }

  /** Somebody who may be the same subject, and is about to be confirmed, is waited for. */
  private void absent(Incident incident, long at) {
    if (!incident.gone(at, patience(incident)) || awaited(incident, at)) {
      incidents.put(incident);
      return;
    }
    incidents.close(incident);
    tracks.removeIf(track -> incident.id().equals(track.incident()));
  }

  private boolean awaited(Incident incident, long at) {
    for (Track track : tracks) {
      if (track.subject() == incident.finding().subject() && track.promising(at)) {
        return true;
      }
    }
    return false;
  }

  /** That of its most patient track. */
  private long patience(Incident incident) {
    long patience = Policy.ABSENCE_MICROS;
    for (Track track : tracks) {
      if (incident.id().equals(track.incident())) {
        patience = Math.max(patience, track.patience());
      }
    }
    return patience;
  }
}
