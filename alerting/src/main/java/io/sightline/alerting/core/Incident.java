package io.sightline.alerting.core;

import io.sightline.alerting.core.Finding.Ruling;
import io.sightline.avro.Activity;
import io.sightline.avro.AlertState;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an alert is about.
 *
 * @param open false: closed, and remembered for clips that are still to come, or a cooldown
 * @param raisedAt capture time of the frame that raised it, microseconds
 * @param absentSince the first examined frame without it since; null while it is there
 * @param told the last revision published
 * @param news something changed that is not told yet
 */
record Incident(
    String id,
    boolean open,
    Finding finding,
    Span span,
    long raisedAt,
    @Nullable Long absentSince,
    Told told,
    boolean news,
    Scene scene) {

  /** Capture time of the first and the last frame it was seen in, microseconds. */
  record Span(long start, long end) {
    /** Of an activity whose end is told to be before its start, the start alone. */
    static Span of(Activity activity) {
      long start = Micros.of(activity.getStartedAt());
      Instant end = activity.getEndedAt();
      return new Span(
          start, Math.max(start, Micros.of(end == null ? activity.getCapturedAt() : end)));
    }

    /** Whether no more than the slack lies between them. */
    boolean overlaps(Span other, long slack) {
      return start - slack <= other.end && other.start - slack <= end;
    }
  }

  /** Where it can be looked at. */
  record Scene(List<String> activities, List<ClipNote> clips, @Nullable Shot best) {
    Scene {
      activities = activities == null ? List.of() : List.copyOf(activities);
      clips = clips == null ? List.of() : List.copyOf(clips);
    }
  }

  static Incident of(String id, Finding finding, Span span, long raisedAt) {
    Scene scene = new Scene(List.of(), List.of(), null);
    return new Incident(id, true, finding, span, raisedAt, null, Told.NOTHING, true, scene);
  }

  /**
   * @param votes what its track is by now
   * @param alerted the rule that the hit counts for
   */
  Incident seen(Hit hit, Votes votes, Ruling alerted) {
    Finding now = finding.with(hit, alerted).by(votes);
    Span longer = new Span(span.start, Math.max(span.end, hit.at()));
    Shot best = hit.strong() ? Shot.better(scene.best, Shot.of(hit)) : scene.best;
    Scene shown = new Scene(scene.activities, scene.clips, best);
    boolean changed = news || now.differs(finding);
    return new Incident(id, open, now, longer, raisedAt, null, told, changed, shown);
  }

  /** Another sound of an incident of sound, or more of the same. */
  Incident heard(Sight sight, Ruling alerted, Span when) {
    Finding now = finding.heard(sight, alerted);
    Span longer = new Span(span.start, Math.max(span.end, when.end));
    boolean changed = news || now.differs(finding);
    return new Incident(id, open, now, longer, raisedAt, null, told, changed, scene);
  }

  /** A sound of the same moment may be graver. */
  Incident joined(Ruling alerted) {
    Finding now = finding.and(alerted);
    boolean changed = news || now.differs(finding);
    return new Incident(id, open, now, span, raisedAt, absentSince, told, changed, scene);
  }

  /** Also in this activity; named up to the limit. */
  Incident in(String activity) {
    return scene.activities.contains(activity) || scene.activities.size() >= Policy.MAX_NAMED
        ? this
        : changed(new Scene(with(scene.activities, activity), scene.clips, scene.best));
  }

  /** Also on this clip; named up to the limit. */
  Incident on(ClipNote clip) {
    boolean known = scene.clips.stream().anyMatch(note -> note.clip().equals(clip.clip()));
    return known || scene.clips.size() >= Policy.MAX_NAMED
        ? this
        : changed(new Scene(scene.activities, with(scene.clips, clip), scene.best));
  }

  Incident clips(UnaryOperator<ClipNote> change) {
    List<ClipNote> clips = scene.clips.stream().map(change).toList();
    return clips.equals(scene.clips)
        ? this
        : changed(new Scene(scene.activities, clips, scene.best));
  }

  Incident absent(long at) {
    Long since = absentSince == null ? Long.valueOf(at) : absentSince;
    return new Incident(id, open, finding, span, raisedAt, since, told, news, scene);
  }

  boolean gone(long at, long patience) {
    return absentSince != null && at - absentSince >= patience;
  }

  Incident open(boolean now) {
    return new Incident(id, now, finding, span, raisedAt, null, told, news, scene);
  }

  Incident told(AlertState state, long at) {
    Told next = new Told(told.revision() + 1, state, at, scene.best);
    return new Incident(id, open, finding, span, raisedAt, absentSince, next, false, scene);
  }

  private Incident changed(Scene now) {
    return new Incident(id, open, finding, span, raisedAt, absentSince, told, true, now);
  }

  private static <T> List<T> with(List<T> list, T more) {
    return Stream.concat(list.stream(), Stream.of(more)).toList();
  }
}
