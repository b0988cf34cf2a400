package io.sightline.ingest.camera;

import java.util.concurrent.Semaphore;

/**
 * How many cameras of this process may learn their scenes at a time, for which all is decoded. When
 * many are opened at once the others are recorded meanwhile, and watched when it is their turn;
 * else all would fall behind together. Safe for several threads.
 */
public final class LearningTurns {
  private final Semaphore turns;

  public LearningTurns(int atATime) {
    this.turns = new Semaphore(atATime);
  }

  /** For a camera that is alone, or a recording that waits. */
  public static LearningTurns unlimited() {
    return new LearningTurns(Integer.MAX_VALUE);
  }

  /** A camera's own turn. Used by one thread. */
  Turn turn() {
    return new Turn(turns);
  }

  /** Waits, learns, has learnt. */
  static final class Turn implements AutoCloseable {
    private final Semaphore turns;
    private boolean begun;
    private boolean holds;

    private Turn(Semaphore turns) {
      this.turns = turns;
    }

    /** Whether the camera may be watched; from its turn on it may. */
    boolean begins() {
      if (!begun && turns.tryAcquire()) {
        begun = true;
        holds = true;
      }
      return begun;
    }

    /** The next may learn; more than once does no harm. */
    @Override
    public void close() {
      if (holds) {
        holds = false;
        turns.release();
      }
    }
  }
}
