package io.sightline.standalone.recordings;

import io.sightline.avro.Recording;
import io.sightline.avro.RecordingKind;
import io.sightline.schemas.Ids;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A span of a camera's capture time.
 *
 * @param from inclusive
 * @param to exclusive
 */
public record RecordedSpan(String camera, Instant from, Instant to) {
  public RecordedSpan {
    Ids.requireCamera(camera);
    if (!to.isAfter(from)) {
      throw new IllegalArgumentException(
          "--from %s --to %s: expected a time after --from".formatted(from, to));
    }
  }

  /** The pieces and gaps that reach into it, by capture time; what was told twice once. */
  public List<Recording> of(Collection<Recording> told) {
    Map<String, Recording> found = new TreeMap<>();
    for (Recording each : told) {
      if (holds(each)) {
        found.put(each.getRecordId(), each);
      }
    }
    return found.values().stream().sorted(Comparator.comparing(Recording::getCapturedAt)).toList();
  }

  private boolean holds(Recording each) {
    return each.getCamera().equals(camera)
        && (each.getKind() == RecordingKind.PIECE || each.getKind() == RecordingKind.GAP)
        && each.getCapturedAt().isBefore(to)
        && each.getEndedAt().isAfter(from);
  }
}
