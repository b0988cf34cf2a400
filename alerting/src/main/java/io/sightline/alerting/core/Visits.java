package io.sightline.alerting.core;

import io.sightline.alerting.core.Tally.Link.Kind;
import io.sightline.schemas.Ids;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Who is there, who is new, who is gone: takes an examined frame to the incidents. */
final class Visits {
  private final String camera;
  private final long cooldownMicros;
  private final Activities activities;
  private final Incidents incidents;
  private final Said said;

  Visits(
      String camera, long cooldownMicros, Activities activities, Incidents incidents, Said said) {
    this.camera = camera;
    this.cooldownMicros = cooldownMicros;
    this.activities = activities;
    this.incidents = incidents;
    this.said = said;
  }

  /** Returns the tracks after the frame. */
  List<Track> observe(List<Track> before, List<Sighting> alerting, Frame frame) {
    List<Track> tracks = new ArrayList<>(Tracker.step(before, alerting, frame));
    tracks.replaceAll(track -> track.lastSeen() == frame.at() ? seen(track, frame.at()) : track);
    for (Incident incident : incidents.openVisits()) {
      if (incident.span().end() < frame.at()) {
        absent(incident.absent(frame.at()), tracks, frame.at());
      }
    }
    return tracks;
  }

  private Track seen(Track track, long at) {
    String id = track.incident();
    if (id == null) {
      return track.confirmed(at) && !said.doubts(track, at) ? confirm(track, at) : track;
    }
    Hit hit = track.hits().get(track.hits().size() - 1);
    Incident incident = incidents.get(id);
    if (incident != null) {
      incidents.put(show(incident.seen(hit), hit, Kind.JOINED));
    }
    return track;
  }

  /**
   * A confirmed track joins the open incident of its subject, revives a closed one or opens one.
   */
  private Track confirm(Track track, long at) {
    List<Hit> visit = track.visit(at);
    long start = visit.get(0).at();
    Optional<Incident> known = known(track, start);
    Kind kind = known.map(i -> i.open() ? Kind.JOINED : Kind.REOPENED).orElse(Kind.RAISED);
    Incident incident = known.orElseGet(() -> raise(track, visit, at)).open(true);
    String raisedIn = visit.get(visit.size() - 1).activity();
    for (Hit hit : visit) {
      boolean earlier = kind == Kind.RAISED && !Objects.equals(hit.activity(), raisedIn);
      incident = show(incident.seen(hit), hit, earlier ? Kind.JOINED : kind);
    }
    incidents.put(incident);
    return track.joined(incident.id());
  }

  private Optional<Incident> known(Track track, long start) {
    return incidents
        .open(track.subject())
        .or(() -> incidents.visit(id(start)))
        .or(
            () ->
                cooldownMicros > 0
                    ? incidents.closed(track.subject(), start - cooldownMicros)
                    : Optional.empty());
  }

  private Incident raise(Track track, List<Hit> visit, long at) {
    Hit first = visit.stream().filter(Hit::strong).findFirst().orElse(visit.get(0));
    long start = visit.get(0).at();
    Finding finding = Finding.of(track.subject(), first);
    return Incident.of(
        incidents.freeId(camera, start), finding, new Incident.Span(start, start), at);
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
