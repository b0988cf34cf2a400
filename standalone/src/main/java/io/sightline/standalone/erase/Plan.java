package io.sightline.standalone.erase;

import io.sightline.avro.Clip;
import io.sightline.avro.Hold;
import io.sightline.avro.HoldState;
import io.sightline.avro.Recording;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * What an erasure finds, before anything is done. Pure.
 *
 * @param clips that overlap the span
 * @param pieces of recordings that do
 * @param holds in force that keep any of it, by id
 */
public record Plan(Scope scope, List<Clip> clips, List<Recording> pieces, List<Hold> holds) {
  public Plan {
    clips = List.copyOf(clips);
    pieces = List.copyOf(pieces);
    holds = List.copyOf(holds);
  }

  /**
   * @param clips newest revision of each that is not gone
   * @param recordings pieces that may still be there
   * @param holds newest state of each
   */
  static Plan of(
      Scope scope,
      Collection<Clip> clips,
      Collection<Recording> recordings,
      Collection<Hold> holds,
      Instant now) {
    return new Plan(
        scope,
        clips.stream().filter(scope::has).toList(),
        recordings.stream().filter(piece -> piece.getKey() != null && scope.has(piece)).toList(),
        holds.stream().filter(hold -> inForce(hold, now) && keeps(hold, scope)).toList());
  }

  private static boolean inForce(Hold hold, Instant now) {
    return (hold.getState() == HoldState.HELD || hold.getState() == HoldState.REQUESTED)
        && (hold.getUntil() == null || hold.getUntil().isAfter(now));
  }

  private static boolean keeps(Hold hold, Scope scope) {
    if (!hold.getCamera().equals(scope.camera())) {
      return false;
    }
    // Hours of recordings are held as a whole, also those of which the span has a part.
    Instant from = scope.from().truncatedTo(ChronoUnit.HOURS);
    Instant until = scope.until().plus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.HOURS);
    return !hold.getClipId().isEmpty()
        || (begin(hold).isBefore(until) && !end(hold).isBefore(from));
  }

  public List<Clip> held() {
    return clips.stream().filter(clip -> !clip.getHolds().isEmpty()).toList();
  }

  /** The holds that keep an hour of recordings, which is kept as a whole. */
  List<String> holding(String camera, Instant hour) {
    Instant end = hour.plus(1, ChronoUnit.HOURS);
    return holds.stream()
        .filter(hold -> hold.getCamera().equals(camera) && hold.getClipId().isEmpty())
        .filter(hold -> begin(hold).isBefore(end) && !end(hold).isBefore(hour))
        .map(Hold::getHoldId)
        .sorted()
        .toList();
  }

  private static Instant begin(Hold hold) {
    return Objects.requireNonNullElse(hold.getSpanFrom(), Instant.MIN);
  }

  private static Instant end(Hold hold) {
    return Objects.requireNonNullElse(hold.getSpanTo(), Instant.MAX);
  }

  public long bytes() {
    return clips.stream().mapToLong(Clip::getBytes).sum()
        + pieces.stream().mapToLong(Recording::getBytes).sum();
  }

  /** For people. */
  public String words() {
    String who = scope.subject().isEmpty() ? "" : " (" + scope.subject() + ")";
    return "Camera %s from %s to %s%s: %d clips with all their frames, %d pieces of recordings, %.1f MiB; %d clips are held%s."
        .formatted(
            scope.camera(),
            scope.from(),
            scope.until(),
            who,
            clips.size(),
            pieces.size(),
            bytes() / 1024.0 / 1024,
            held().size(),
            holds.isEmpty() ? "" : ", by " + holds.stream().map(Hold::getHoldId).toList());
  }
}
