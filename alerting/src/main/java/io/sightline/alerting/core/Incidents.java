package io.sightline.alerting.core;

import io.sightline.avro.Activity;
import io.sightline.avro.AlertState;
import io.sightline.avro.ClipRef;
import io.sightline.avro.EndCause;
import io.sightline.avro.Subject;
import io.sightline.schemas.Ids;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The incidents of a camera: open ones, and closed ones as long as they matter. For one record. */
final class Incidents {
  private final Map<String, Incident> incidents = new LinkedHashMap<>();

  Incidents(List<Incident> incidents) {
    incidents.forEach(this::put);
  }

  Collection<Incident> all() {
    return List.copyOf(incidents.values());
  }

  List<Incident> open() {
    return incidents.values().stream().filter(Incident::open).toList();
  }

  @Nullable Incident get(String id) {
    return incidents.get(id);
  }

  Optional<Incident> visit(String id) {
    return Optional.ofNullable(incidents.get(id))
        .filter(incident -> incident.finding().subject() != Subject.SOUND);
  }

  /** The id for a start; what is heard and what is seen may begin in the same moment. */
  String freeId(String camera, long start) {
    String id = Ids.incident(camera, Micros.instant(start));
    return incidents.containsKey(id) ? freeId(camera, start + 1) : id;
  }

  void put(Incident incident) {
    incidents.put(incident.id(), incident);
  }

  /** The open incident of the subject that began first. */
  Optional<Incident> open(Subject subject) {
    return open().stream().filter(i -> i.finding().subject() == subject).findFirst();
  }

  /** The closed incident of the subject that was seen last, if that is not long ago. */
  Optional<Incident> closed(Subject subject, long notBefore) {
    return incidents.values().stream()
        .filter(i -> !i.open() && i.finding().subject() == subject && i.span().end() >= notBefore)
        .max((one, other) -> Long.compare(one.span().end(), other.span().end()));
  }

  void close(Incident incident) {
    put(incident.open(false));
  }

  void closeAll() {
    open().forEach(this::close);
  }

  /** It is quiet for a while. */
  void expireSounds(long at) {
    open(Subject.SOUND)
        .filter(sound -> at - sound.span().end() > Policy.SOUND_RESUME_MICROS)
        .ifPresent(this::close);
  }

  /** Of what is seen, those of about the same time. */
  List<Incident> visitsAt(Incident.Span span) {
    return at(span).filter(incident -> incident.finding().subject() != Subject.SOUND).toList();
  }

  /** Of what is heard, those of about the same time. */
  List<Incident> soundsAt(Incident.Span span) {
    return at(span).filter(incident -> incident.finding().subject() == Subject.SOUND).toList();
  }

  private Stream<Incident> at(Incident.Span span) {
    return incidents.values().stream()
        .filter(incident -> incident.span().overlaps(span, Policy.SAME_MOMENT_MICROS));
  }

  /** The open incidents of what is seen. */
  List<Incident> openVisits() {
    return open().stream().filter(i -> i.finding().subject() != Subject.SOUND).toList();
  }

  /**
   * Nobody watches any more, and the subject was not seen again in time.
   *
   * @param resting incidents whose subject is at rest, so that it may be there without being seen
   */
  void expire(long at, Set<String> resting) {
    for (Incident incident : openVisits()) {
      long patience =
          resting.contains(incident.id()) ? Policy.VISIT_REST_MICROS : Policy.RESUME_MICROS;
      if (at - incident.span().end() > patience) {
        close(incident);
      }
    }
  }

  /**
   * The picture became as it was before the activity. Where the subject was already missing in the
   * frame before, that is evidence that it stayed away until the end.
   */
  void quiet(Activity ended) {
    Instant end = ended.getEndedAt();
    if (ended.getCause() != EndCause.QUIET || end == null) {
      return;
    }
    for (Incident incident : openVisits()) {
      long unseen = Micros.of(end) - incident.span().end();
      if (incident.absentSince() != null && unseen >= Policy.ABSENCE_MICROS) {
        close(incident);
      }
    }
  }

  void committed(ClipRef ref) {
    incidents.replaceAll(
        (id, incident) ->
            incident.clips(
                note -> note.clip().equals(ref.getClipId()) ? note.ready(ref.getKey()) : note));
  }

  /** What was not committed before the end of its activity never will be. */
  void ended(String activity) {
    incidents.replaceAll(
        (id, incident) ->
            incident.clips(note -> activity.equals(note.activity()) ? note.givenUp() : note));
  }

  /** Takes a revision that is to be told. */
  interface Teller {
    /**
     * @param changed whether the revision before had another state
     */
    void tell(Incident incident, AlertState state, boolean changed);
  }

  /** Tells what is new, incident by incident: {@code tell} gets the incident after the revision. */
  void revise(long at, Teller teller) {
    List<String> surplus = surplus();
    surplus.forEach(id -> incidents.computeIfPresent(id, (k, i) -> i.clips(ClipNote::givenUp)));
    for (Incident incident : all()) {
      AlertState state = due(incident, at);
      if (state != AlertState.UNKNOWN) {
        Incident told = incident.told(state, at);
        put(told);
        teller.tell(told, state, state != incident.told().state());
      }
    }
    surplus.forEach(incidents::remove);
  }

  /** The state to tell now, or UNKNOWN for nothing. */
  private static AlertState due(Incident incident, long at) {
    Told told = incident.told();
    boolean wasClosed = told.state() == AlertState.CLOSED;
    if (told.revision() < 0) {
      return AlertState.OPENED;
    }
    if (!incident.open()) {
      return !wasClosed || incident.news() ? AlertState.CLOSED : AlertState.UNKNOWN;
    }
    boolean news =
        incident.news() || Shot.worthTelling(incident.scene().best(), incident.told().shot());
    boolean may = at - told.at() >= Policy.REVISION_INTERVAL_MICROS;
    return wasClosed || (news && may) ? AlertState.UPDATED : AlertState.UNKNOWN;
  }

  /** Closed incidents beyond the limit, those that ended first. */
  private List<String> surplus() {
    List<String> closed =
        incidents.values().stream()
            .filter(incident -> !incident.open())
            .sorted(Comparator.comparingLong(incident -> incident.span().end()))
            .map(Incident::id)
            .toList();
    return closed.subList(0, Math.max(0, closed.size() - Policy.MAX_CLOSED));
  }
}
