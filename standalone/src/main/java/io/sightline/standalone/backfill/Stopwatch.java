package io.sightline.standalone.backfill;

import io.sightline.avro.FrameRef;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counts frames, and the time from the end of the first batch on. Every few batches the same frames
 * are measured bare, so that both meet the same trouble of the machine.
 */
final class Stopwatch {
  private static final int BARE_EVERY = 3;

  private final @Nullable BareInference bare;
  private final int mostBare;
  private long frames;
  private long counted;
  private int batches;
  private long began;
  private long bareNanos;

  /**
   * @param bare null: it is not measured
   * @param mostBare frames; a few more may be
   */
  Stopwatch(@Nullable BareInference bare, int mostBare) {
    this.bare = bare;
    this.mostBare = mostBare;
  }

  /** A batch is about to be examined. */
  void begin() {
    if (began == 0 && batches > 0) {
      began = System.nanoTime();
    }
  }

  /**
   * A batch was examined.
   *
   * @param whole whether all pictures were there
   */
  void examined(List<FrameRef> some, boolean whole) throws IOException, InterruptedException {
    if (some.isEmpty()) {
      return;
    }
    frames += some.size();
    counted += batches > 0 ? some.size() : 0;
    batches++;
    if (bare != null && whole && batches % BARE_EVERY == 2 && bare.frames() < mostBare) {
      long before = System.nanoTime();
      bare.measure(some);
      bareNanos += System.nanoTime() - before;
    }
  }

  long frames() {
    return frames;
  }

  /** All is committed. */
  Speed stop() {
    if (began == 0) {
      return Speed.NONE;
    }
    long nanos = System.nanoTime() - began - bareNanos;
    return bare == null
        ? new Speed(counted, nanos, 0, 0)
        : new Speed(counted, nanos, bare.frames(), bare.nanos());
  }
}
