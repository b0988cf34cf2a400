package io.sightline.console.view;

import io.sightline.avro.Hold;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Holds, newest first; bounded. Those that are open have room of their own, so that none of them is
 * forgotten for one that was released.
 */
public final class HoldView {
  private final Timeline<HoldStory> open;
  private final Timeline<HoldStory> closed;

  /**
   * @param limit how many that are open are kept, and how many that are not
   */
  public HoldView(int limit) {
    open = new Timeline<>(limit);
    closed = new Timeline<>(limit);
  }

  /** What is known of the hold now; empty if the record says nothing new. */
  synchronized Optional<HoldStory> apply(Hold hold) {
    HoldStory before = get(hold.getHoldId()).orElse(null);
    HoldStory after = before == null ? HoldStory.of(hold) : before.with(hold);
    if (after.equals(before)) {
      return Optional.empty();
    }
    open.remove(after.id());
    closed.remove(after.id());
    (after.isOpen() ? open : closed).put(after.id(), after.position().at(), after);
    return Optional.of(after);
  }

  public synchronized Optional<HoldStory> get(String holdId) {
    return open.get(holdId).or(() -> closed.get(holdId));
  }

  /**
   * The newest that match, by when they were placed.
   *
   * @param before only what is older than this; null: from the newest
   */
  public synchronized List<HoldStory> newest(
      @Nullable Position before, int count, Predicate<HoldStory> which) {
    return Stream.of(open, closed)
        .flatMap(timeline -> timeline.newest(before, count, which).stream())
        .sorted((one, other) -> one.position().compareTo(other.position()))
        .limit(count)
        .toList();
  }

  /** Those in force on a camera's time that reaches into the span. */
  public List<HoldStory> keeping(String camera, Instant from, Instant until, Instant now) {
    return open.newest(
        null,
        Integer.MAX_VALUE,
        hold -> hold.isInForce(now) && hold.reachesInto(camera, from, until));
  }

  public int size() {
    return open.size() + closed.size();
  }

  public long forgotten() {
    return open.forgotten() + closed.forgotten();
  }
}
