package io.sightline.retention;

import io.sightline.avro.Clip;
import io.sightline.avro.Hold;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The holds in force, and what each keeps. */
final class HoldBook {
  private final Map<String, List<Hold>> byCamera = new HashMap<>();

  private HoldBook() {}

  static HoldBook of(Collection<Hold> holds) {
    HoldBook book = new HoldBook();
    holds.forEach(
        hold -> book.byCamera.computeIfAbsent(hold.getCamera(), c -> new ArrayList<>()).add(hold));
    return book;
  }

  /** The holds that keep a clip, by id, sorted. */
  List<String> of(Clip clip) {
    return of(clip.getCamera(), clip.getClipId(), clip.getCapturedAt(), clip.getEndedAt());
  }

  /**
   * The holds that keep a clip of which no more is known.
   *
   * @param from capture time of its begin
   */
  List<String> ofClip(String camera, String clipId, Instant from) {
    return of(camera, clipId, from, from);
  }

  /** The holds that keep an hour of recordings, which is kept as a whole. */
  List<String> ofHour(String camera, Instant hour) {
    return of(camera, "", hour, hour.plus(1, ChronoUnit.HOURS));
  }

  private List<String> of(String camera, String clipId, Instant from, Instant to) {
    List<Hold> holds = byCamera.get(camera);
    return holds == null
        ? List.of()
        : holds.stream()
            .filter(hold -> keeps(hold, clipId, from, to))
            .map(Hold::getHoldId)
            .sorted()
            .toList();
  }

  private static boolean keeps(Hold hold, String clipId, Instant from, Instant to) {
    return hold.getClipId().isEmpty()
        ? Spans.overlap(hold.getSpanFrom(), hold.getSpanTo(), from, to)
        : hold.getClipId().equals(clipId);
  }

  /** Those that have ended by themselves. */
  static boolean over(Hold hold, Instant now) {
    return hold.getUntil() != null && !hold.getUntil().isAfter(now);
  }
}
