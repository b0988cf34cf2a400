package io.sightline.retention.audit;

import io.sightline.avro.Hold;
import io.sightline.avro.HoldState;
import io.sightline.schemas.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Whether an object, by its key, may be under a hold. In doubt it is: what a clip without a record
 * spans nobody knows, nor when something began whose id tells no time.
 */
public final class HeldObjects implements Predicate<String> {
  /** A clip lasts thirty seconds, an hour of recordings is kept as a whole. */
  private static final Duration MARGIN = Duration.ofHours(1);

  private final List<Hold> inForce;

  private HeldObjects(List<Hold> inForce) {
    this.inForce = inForce;
  }

  /**
   * @param records of the topic, in its order
   */
  public static HeldObjects of(Collection<Hold> records, Instant now) {
    Map<String, Hold> newest = new LinkedHashMap<>();
    records.forEach(hold -> newest.put(hold.getHoldId(), hold));
    return new HeldObjects(
        newest.values().stream()
            .filter(
                hold -> hold.getState() == HoldState.REQUESTED || hold.getState() == HoldState.HELD)
            .filter(hold -> hold.getUntil() == null || hold.getUntil().isAfter(now))
            .toList());
  }

  @Override
  public boolean test(String key) {
    String camera = key.split("/", 2)[0];
    String id = Reconciliation.idOf(key);
    return inForce.stream()
        .filter(hold -> hold.getCamera().equals(camera))
        .anyMatch(hold -> keeps(hold, id));
  }

  private static boolean keeps(Hold hold, String id) {
    if (!hold.getClipId().isEmpty()) {
      return hold.getClipId().equals(id);
    }
    Instant at;
    try {
      at = Ids.time(id);
    } catch (IllegalArgumentException e) {
      return true;
    }
    Instant from = hold.getSpanFrom();
    Instant to = hold.getSpanTo();
    return (from == null || !at.isBefore(from.minus(MARGIN)))
        && (to == null || !at.isAfter(to.plus(MARGIN)));
  }
}
