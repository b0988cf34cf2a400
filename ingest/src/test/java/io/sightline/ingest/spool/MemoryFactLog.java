package io.sightline.ingest.spool;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A broker in memory, with the ways in which a transaction can go wrong. */
final class MemoryFactLog implements FactLog.Factory {
  /** What becomes of the next transaction. */
  enum Next {
    COMMITS,
    IS_LOST,
    COMMITS_BUT_NOBODY_HEARS
  }

  final List<Fact> published = new ArrayList<>();
  @Nullable Cursor cursor;
  private final List<Next> script = new ArrayList<>();
  private int owner;

  synchronized void script(Next... next) {
    script.addAll(List.of(next));
  }

  synchronized List<String> values() {
    return published.stream().map(f -> new String(f.value(), UTF_8)).toList();
  }

  @Override
  public FactLog open() {
    return new Session();
  }

  private final class Session implements FactLog {
    private int me = -1;

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
    public void publish(List<Fact> facts, Cursor next) throws FactLogException {
      synchronized (MemoryFactLog.this) {
        if (me != owner) {
          throw FactLogException.away("fenced", new IllegalStateException());
        }
        Next outcome = script.isEmpty() ? Next.COMMITS : script.remove(0);
        if (outcome != Next.IS_LOST) {
          published.addAll(facts);
          cursor = next;
        }
        if (outcome != Next.COMMITS) {
          throw FactLogException.away("broker away", new IllegalStateException());
        }
      }
    }

    @Override
    public void close() {}
  }
}
