package io.sightline.console.recordings;

import io.sightline.avro.Expiry;
import io.sightline.avro.Recording;
import io.sightline.avro.RecordingKind;
import io.sightline.schemas.Ids;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What was recorded of a camera in a span of capture time. Pure.
 *
 * @param recorded pieces and gaps that reach into it, each once, by capture time
 * @param deletions entries of the ledger about its hours, in the order of the ledger
 * @param complete false: there was too much, or something that cannot be read; it may be missing
 */
public record RecordedSpan(List<Recording> recorded, List<Expiry> deletions, boolean complete) {
  public RecordedSpan {
    recorded = List.copyOf(recorded);
    deletions = List.copyOf(deletions);
  }

  /**
   * @param told what the topic has, perhaps twice and beyond the span
   */
  static RecordedSpan of(
      Collection<Recording> told,
      Collection<Expiry> deletions,
      Instant from,
      Instant to,
      boolean complete) {
    Map<String, Recording> once = new TreeMap<>();
    for (Recording each : told) {
      if (isVideoOrGap(each)
          && each.getCapturedAt().isBefore(to)
          && each.getEndedAt().isAfter(from)) {
        once.put(each.getRecordId(), each);
      }
    }
    return new RecordedSpan(
        once.values().stream().sorted(Comparator.comparing(Recording::getCapturedAt)).toList(),
        List.copyOf(deletions),
        complete);
  }

  private static boolean isVideoOrGap(Recording each) {
    return each.getKind() == RecordingKind.GAP
        || (each.getKind() == RecordingKind.PIECE && each.getKey() != null);
  }

  public List<Recording> pieces() {
    return recorded.stream().filter(each -> each.getKind() == RecordingKind.PIECE).toList();
  }

  public List<Recording> gaps() {
    return recorded.stream().filter(each -> each.getKind() == RecordingKind.GAP).toList();
  }

  /** The entry by which a piece went: alone, or with its hour; empty: it is there. */
  public Optional<Expiry> deletionOf(Recording piece) {
    String hour = Ids.hour(piece.getCamera(), piece.getCapturedAt());
    Instant stored = piece.getRecordedAt();
    return deletions.stream()
        .filter(entry -> entry.getClipId().equals(hour))
        .filter(
            entry ->
                entry.getPieces().isEmpty()
                    // What came into the hour after it went is there.
                    ? stored == null || !entry.getDeletedAt().isBefore(stored)
                    : entry.getPieces().contains(piece.getRecordId()))
        .findFirst();
  }

  /** The entry by which all of an hour went; empty: it did not. */
  public Optional<Expiry> deletionOf(String hourId) {
    return deletions.stream()
        .filter(entry -> entry.getClipId().equals(hourId) && entry.getPieces().isEmpty())
        .reduce((one, later) -> later);
  }
}
