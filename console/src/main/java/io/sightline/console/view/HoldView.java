package io.sightline.console.view;

import io.sightline.avro.Hold;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Holds in their newest record, in the order in which they were placed; bounded. */
public final class HoldView {
  private final int limit;
  private final Map<String, Hold> holds = new LinkedHashMap<>();

  public HoldView(int limit) {
    this.limit = limit;
  }

  /** Whether it says something new. */
  synchronized boolean apply(Hold hold) {
    boolean news = !hold.equals(holds.put(hold.getHoldId(), hold));
    if (holds.size() > limit) {
      Iterator<String> oldest = holds.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
    return news;
  }

  public synchronized Optional<Hold> get(String holdId) {
    return Optional.ofNullable(holds.get(holdId));
  }

  public synchronized List<Hold> all() {
    return List.copyOf(holds.values());
  }
}
