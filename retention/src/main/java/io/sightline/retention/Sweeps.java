package io.sightline.retention;

import io.sightline.avro.RetentionRequest;
import io.sightline.retention.Sweep.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Carries out requests that concern many clips, or hours, a bounded number at once. How far it has
 * come is in a store, so that it goes on there after a crash.
 */
final class Sweeps {
  /** More than so many wait for the store's answer: it goes on when they have it. */
  private static final int MOST_PENDING = 1000;

  /** Others wait until one of these is through. */
  private static final int MOST_AT_ONCE = 100;

  private final KeyValueStore<String, Sweep> store;
  private final KeyValueStore<String, ?> states;
  private final Function<RetentionRequest, List<IdRange>> ranges;

  /** What is done about one clip or hour; empty: it is being deleted, and to be looked at again. */
  interface Touch {
    Optional<Tally> touch(String id, RetentionRequest request);
  }

  /**
   * @param states of the clips, or hours, by id
   * @param ranges of their ids that a request is about
   */
  Sweeps(
      KeyValueStore<String, Sweep> store,
      KeyValueStore<String, ?> states,
      Function<RetentionRequest, List<IdRange>> ranges) {
    this.store = store;
    this.states = states;
    this.ranges = ranges;
  }

  /** One that came before is begun again: what it did is done again, which changes nothing. */
  void begin(RetentionRequest request) {
    store.put(key(request), Sweep.of(request));
  }

  /** Takes the next step of each, of at most so many ids in all. */
  void advance(int limit, Touch touch, Consumer<Sweep> finished) {
    List<Sweep> underWay = underWay();
    for (Sweep before : underWay) {
      Sweep sweep = stepped(before, Math.max(1, limit / underWay.size()), touch);
      int last = ranges.apply(sweep.request()).size();
      boolean over = sweep.range() >= last && sweep.pending().isEmpty();
      store.put(key(sweep.request()), over ? null : sweep);
      if (over) {
        finished.accept(sweep);
      }
    }
  }

  /** One request may be about several clips, each by its id. */
  private static String key(RetentionRequest request) {
    return request.getRequestId() + "/" + request.getClipId();
  }

  private List<Sweep> underWay() {
    List<Sweep> sweeps = new ArrayList<>();
    try (KeyValueIterator<String, Sweep> all = store.all()) {
      while (all.hasNext() && sweeps.size() < MOST_AT_ONCE) {
        sweeps.add(all.next().value);
      }
    }
    return sweeps;
  }

  private Sweep stepped(Sweep sweep, int limit, Touch touch) {
    List<IdRange> all = ranges.apply(sweep.request());
    List<String> ids = new ArrayList<>(sweep.pending());
    int range = sweep.range();
    String cursor = sweep.cursor();
    int room = ids.size() < MOST_PENDING ? limit : 0;
    while (room > 0 && range < all.size()) {
      List<String> next = next(all.get(range), cursor, room);
      ids.addAll(next);
      boolean through = next.size() < room;
      cursor = through ? "" : next.get(next.size() - 1);
      range = through ? range + 1 : range;
      room -= next.size();
    }
    Tally tally = sweep.tally();
    List<String> pending = new ArrayList<>();
    for (String id : ids) {
      Optional<Tally> one = touch.touch(id, sweep.request());
      tally = one.map(tally::plus).orElse(tally);
      if (one.isEmpty()) {
        pending.add(id);
      }
    }
    return new Sweep(sweep.request(), range, cursor, tally, pending);
  }

  /** Read before anything is changed: a store's iterator does not bear that. */
  private List<String> next(IdRange range, String cursor, int limit) {
    List<String> ids = new ArrayList<>();
    String from = cursor.isEmpty() ? range.from() : cursor;
    try (KeyValueIterator<String, ?> entries = states.range(from, range.to())) {
      while (entries.hasNext() && ids.size() < limit) {
        String id = entries.next().key;
        if (!id.equals(cursor)) {
          ids.add(id);
        }
      }
    }
    return ids;
  }
}
