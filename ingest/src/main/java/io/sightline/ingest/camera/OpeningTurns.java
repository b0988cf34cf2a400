package io.sightline.ingest.camera;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * How many sources of this process may be opened at a time: when many are, each is slow to answer
 * and to be read, and what it sends meanwhile is lost. First come, first served. A source that does
 * not answer keeps its turn for {@link #LONGEST_NANOS} at most, so that it keeps nobody waiting for
 * long. Safe for several threads.
 */
public final class OpeningTurns {
  static final long LONGEST_NANOS = 3_000_000_000L;
  private static final long NANOS_A_MILLI = 1_000_000;

  private final int atATime;
  private final LongSupplier nanos;
  private final Deque<Turn> queue = new ArrayDeque<>();
  private final List<Turn> held = new ArrayList<>();

  /**
   * @param nanos a clock that only grows
   */
  public OpeningTurns(int atATime, LongSupplier nanos) {
    this.atATime = atATime;
    this.nanos = nanos;
  }

  /** For a camera that is alone, or a recording that waits. */
  public static OpeningTurns unlimited() {
    return new OpeningTurns(Integer.MAX_VALUE, System::nanoTime);
  }

  /** Puts a source at the end of the queue. */
  synchronized Turn join() {
    Turn turn = new Turn();
    queue.addLast(turn);
    grant();
    return turn;
  }

  /** Those at the head of the queue get what is free. */
  private void grant() {
    long now = nanos.getAsLong();
    held.removeIf(turn -> now - turn.begunNanos >= LONGEST_NANOS);
    while (held.size() < atATime && !queue.isEmpty()) {
      Turn next = queue.removeFirst();
      next.begunNanos = now;
      next.begun = true;
      held.add(next);
    }
    notifyAll();
  }

  /** A source's own turn: waits, has come, is over. */
  final class Turn implements AutoCloseable {
    private boolean begun;
    private long begunNanos;

    private Turn() {}

    /** How many are to begin before it; 0 once its turn has come. */
    int before() {
      synchronized (OpeningTurns.this) {
        int before = 1;
        for (Turn each : queue) {
          if (each == this) {
            return before;
          }
          before++;
        }
        return 0;
      }
    }

    /** Returns when its turn has come. */
    void await() throws InterruptedException {
      synchronized (OpeningTurns.this) {
        grant();
        while (!begun) {
          OpeningTurns.this.wait(millisUntilOneIsOver());
          grant();
        }
      }
    }

    private long millisUntilOneIsOver() {
      long first = held.stream().mapToLong(turn -> turn.begunNanos).min().orElse(0);
      long left = first + LONGEST_NANOS - nanos.getAsLong();
      return Math.max(1, left / NANOS_A_MILLI);
    }

    /** The next may begin, whether its own turn had come or not; more than once does no harm. */
    @Override
    public void close() {
      synchronized (OpeningTurns.this) {
        queue.remove(this);
        held.remove(this);
        grant();
      }
    }
  }
}
