package io.sightline.alerting.core;

import io.sightline.alerting.core.Finding.Ruling;
import io.sightline.alerting.core.Sighting.Lens;
import io.sightline.alerting.core.Tally.Link.Kind;
import io.sightline.alerting.core.rules.Verdict;
import io.sightline.schemas.Ids;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Who is there, who is new, who is gone: takes an examined frame to the incidents. */
final class Visits {
  private final String camera;
  private final Lens lens;
  private final String mode;
  private final Activities activities;
  private final Incidents incidents;

  /**
   * @param mode of the site
   */
  Visits(String camera, Lens lens, String mode, Activities activities, Incidents incidents) {
    this.camera = camera;
    this.lens = lens;
    this.mode = mode;
    this.activities = activities;
    this.incidents = incidents;
  }

  Tracker.Step observe(List<Track> before, List<Sighting> followed, Frame frame) {
    Tracker.Step step = Tracker.step(before, followed, frame, lens);
    List<Track> tracks = new ArrayList<>(step.tracks());
    tracks.replaceAll(track -> track.lastSeen() == frame.at() ? seen(track, frame.at()) : track);
    for (Incident incident : incidents.openVisits()) {
      if (incident.span().end() < frame.at()) {
        absent(incident.absent(frame.at()), tracks, frame.at());
      }
    }
    return new Tracker.Step(tracks, step.sightings());
  }

  private Track seen(Track track, long at) {
    String id = track.incident();
    if (id == null) {
      return track.confirmed(at) ? confirm(track, at) : track;
    }
    Hit hit = track.hits().get(track.hits().size() - 1);
    Incident incident = incidents.get(id);
    if (incident != null) {
      incidents.put(show(incident.seen(hit, ruling(hit)), hit, Kind.JOINED));
    }
    return track;
  }

  /**
   * A confirmed track joins the open incident of its subject, revives a closed one or opens one.
   */
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
      incident = show(incident.seen(hit, ruling(hit)), hit, earlier ? Kind.JOINED : kind);
    }
    incidents.put(incident);
    return track.joined(incident.id());
  }

  private Optional<Incident> known(Track track, long start, Hit last) {
    return incidents
        .open(track.subject())
        .or(() -> incidents.visit(id(start)))
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

  private Incident raise(Track track, List<Hit> visit, long at) {
    Hit first = visit.stream().filter(Hit::strong).findFirst().orElse(visit.get(0));
    long start = visit.get(0).at();
    Finding finding =
        new Finding(
            track.subject(),
            first.label(),
            first.score(),
            ruling(visit.get(visit.size() - 1)),
            first.zones());
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
  private void absent(Incident incident, List<Track> tracks, long at) {
    boolean awaited =
        tracks.stream()
            .anyMatch(t -> t.subject() == incident.finding().subject() && t.promising(at));
    if (!incident.gone(at) || awaited) {
      incidents.put(incident);
      return;
    }
    incidents.close(incident);
    tracks.removeIf(track -> incident.id().equals(track.incident()));
  }
}
