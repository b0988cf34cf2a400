package io.sightline.ingest.spool;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A broker in memory, with the ways in which a transaction can go wrong. */
final class MemoryFactLog implements FactLog.Factory {
  /**
   * What becomes of the next transaction.
   *
   * @param lost topics for which it does not count
   * @param cursor whether it counts for the cursor
   * @param heard whether it is said to count
   */
  record Next(Set<String> lost, boolean cursor, boolean heard) {
    private static final Set<String> ALL = Set.of("health", "frames");
    static final Next COMMITS = new Next(Set.of(), true, true);
    static final Next IS_LOST = new Next(ALL, false, false);
    static final Next COMMITS_BUT_NOBODY_HEARS = new Next(Set.of(), true, false);
    static final Next CURSOR_IS_LOST = new Next(Set.of(), false, false);
    static final Next FRAMES_ARE_LOST = new Next(Set.of("frames"), true, false);
    static final Next FRAMES_AND_CURSOR_ARE_LOST = new Next(Set.of("frames"), false, false);
    static final Next FRAMES_ARE_LOST_AND_NOBODY_SAYS_SO = new Next(Set.of("frames"), true, true);
  }

  /** A fact at the place that is its index. */
  private record Lying(Fact fact, boolean counts) {}

  private final List<Lying> log = new ArrayList<>();
  @Nullable Cursor cursor;
  private final List<Next> script = new ArrayList<>();
  private int owner;

  synchronized void script(Next... next) {
    script.addAll(List.of(next));
  }

  synchronized List<String> values() {
    return values(Next.ALL);
  }

  /** Of one topic. */
  synchronized List<String> values(String topic) {
    return values(Set.of(topic));
  }

  private List<String> values(Set<String> topics) {
    return log.stream()
        .filter(lying -> lying.counts() && topics.contains(lying.fact().topic()))
        .map(lying -> new String(lying.fact().value(), UTF_8))
        .toList();
  }

  @Override
  public FactLog open() {
    return new Session();
  }

  private final class Session implements FactLog {
    private int me = -1;
    private int first;
    private @Nullable Cursor next;

    @Override
    public Optional<Cursor> committed() {
      synchronized (MemoryFactLog.this) {
        return Optional.ofNullable(cursor);
      }
    }

    @Override
    public Optional<Cursor> takeOver() {
      synchronized (MemoryFactLog.this) {
        me = ++owner;
        return Optional.ofNullable(cursor);
      }
    }

    @Override
    public List<Place> send(List<Fact> sent, Cursor behind) throws FactLogException {
      synchronized (MemoryFactLog.this) {
        if (me != owner) {
          throw FactLogException.away("fenced", new IllegalStateException());
        }
        first = log.size();
        next = behind;
        List<Place> places = new ArrayList<>();
        for (Fact fact : sent) {
          places.add(new Place(0, log.size()));
          log.add(new Lying(fact, false));
        }
        return places;
      }
    }

    @Override
    public void commit() throws FactLogException {
      synchronized (MemoryFactLog.this) {
        if (me != owner) {
          throw FactLogException.away("fenced", new IllegalStateException());
        }
        Next outcome = script.isEmpty() ? Next.COMMITS : script.remove(0);
        for (Lying lying : List.copyOf(log.subList(first, log.size()))) {
          boolean counts = !outcome.lost().contains(lying.fact().topic());
          log.set(first++, new Lying(lying.fact(), counts));
        }
        if (outcome.cursor()) {
          cursor = next;
        }
        if (!outcome.heard()) {
          throw FactLogException.away("broker away", new IllegalStateException());
        }
      }
    }

    @Override
    public SortedSet<Integer> missing(List<Fact> asked, List<Place> places) {
      synchronized (MemoryFactLog.this) {
        SortedSet<Integer> missing = new TreeSet<>();
        for (int i = 0; i < asked.size(); i++) {
          Lying lying = log.get((int) places.get(i).offset());
          if (!lying.counts() || !Arrays.equals(lying.fact().value(), asked.get(i).value())) {
            missing.add(i);
          }
        }
        return missing;
      }
    }

    @Override
    public void close() {}
  }
}
