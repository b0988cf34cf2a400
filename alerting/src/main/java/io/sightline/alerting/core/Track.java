package io.sightline.alerting.core;

import io.sightline.alerting.core.rules.Presence;
import io.sightline.avro.Subject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One object through frames.
 *
 * @param box where it was last
 * @param lastSeen capture time, microseconds
 * @param absentSince the first examined frame without it since; null while it is there
 * @param incident the incident it belongs to; null until it is confirmed
 * @param moved whether it was ever where the picture differs from the scene
 * @param presence where it has been
 * @param hits the newest ones, in order; none once it is confirmed
 */
record Track(
    Subject subject,
    Rect box,
    long lastSeen,
    @Nullable Long absentSince,
    @Nullable String incident,
    List<Hit> hits,
    boolean moved,
    Presence presence) {

  Track {
    hits = hits == null ? List.of() : List.copyOf(hits);
    presence = presence == null ? Presence.NONE : presence;
  }

  static Track of(Sighting sighting, Frame frame) {
    Hit hit = Hit.of(sighting, frame);
    return new Track(
        sighting.subject(),
        hit.box(),
        hit.at(),
        null,
        null,
        List.of(hit),
        hit.moving(),
        sighting.stand().presence());
  }

  /**
   * @param sighting as part of this track: see {@link Sighting#in}
   */
  Track seen(Sighting sighting, Frame frame) {
    Hit hit = Hit.of(sighting, frame);
    return new Track(
        subject,
        hit.box(),
        hit.at(),
        null,
        incident,
        remembered(hit),
        moved || hit.moving(),
        sighting.stand().presence());
  }

  Track absent(long at) {
    Long since = absentSince == null ? Long.valueOf(at) : absentSince;
    return new Track(subject, box, lastSeen, since, incident, hits, moved, presence);
  }

  boolean gone(long at) {
    return absentSince != null && at - absentSince >= Policy.ABSENCE_MICROS;
  }

  Track joined(String incidentId) {
    return new Track(
        subject,
        box,
        lastSeen,
        absentSince,
        incidentId,
        hits.subList(latest(), hits.size()),
        moved,
        presence);
  }

  private int latest() {
    return Math.max(0, hits.size() - 1);
  }

  /** Its rule holds, it moved, and there are enough good hits in a short time. */
  boolean confirmed(long at) {
    long strong = 0;
    for (Hit hit : hits) {
      strong += hit.strong() && at - hit.at() <= Policy.CONFIRM_WINDOW_MICROS ? 1 : 0;
    }
    return moved && hits.get(latest()).holds() && strong >= Policy.CONFIRM_HITS;
  }

  /** May yet be confirmed: it had a good hit and is still young. */
  boolean promising(long at) {
    return incident == null
        && !hits.isEmpty()
        && at - hits.get(0).at() <= Policy.CONFIRM_WINDOW_MICROS + Policy.WEAK_LEAD_MICROS
        && hits.stream().anyMatch(hit -> hit.strong() && at - hit.at() <= Policy.WEAK_LEAD_MICROS);
  }

  /**
   * The hits of the visit that confirmed it: from the weak ones shortly before the first good one.
   */
  List<Hit> visit(long at) {
    long first =
        hits.stream()
            .filter(hit -> hit.strong() && at - hit.at() <= Policy.CONFIRM_WINDOW_MICROS)
            .mapToLong(Hit::at)
            .min()
            .orElse(at);
    return hits.stream().filter(hit -> hit.at() >= first - Policy.WEAK_LEAD_MICROS).toList();
  }

  private List<Hit> remembered(Hit hit) {
    if (incident != null) {
      return List.of(hit);
    }
    List<Hit> all = new ArrayList<>(hits);
    all.removeIf(
        old -> hit.at() - old.at() > Policy.CONFIRM_WINDOW_MICROS + Policy.WEAK_LEAD_MICROS);
    all.add(hit);
    return all.subList(Math.max(0, all.size() - Policy.MAX_HITS), all.size());
  }
}
