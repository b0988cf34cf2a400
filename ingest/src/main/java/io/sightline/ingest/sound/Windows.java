package io.sightline.ingest.sound;

import java.util.ArrayList;
import java.util.List;

/** Cuts sound into windows of 50 ms. Where sound is missing or comes twice it begins anew. */
final class Windows {
  /** Samples of a window. */
  static final int LENGTH = Samples.RATE / 20;

  /** Time stamps of packets are rounded, and clocks drift: up to this it is the same stretch. */
  private static final long TOLERANCE_MICROS = 200_000;

  private float[] window = new float[LENGTH];
  private int filled;
  private long beginMicros;

  List<Samples> add(Samples samples) {
    List<Samples> full = new ArrayList<>();
    long expected = beginMicros + Samples.micros(filled);
    if (Math.abs(samples.atMicros() - expected) > TOLERANCE_MICROS) {
      filled = 0;
    }
    if (filled == 0) {
      beginMicros = samples.atMicros();
    }
    int taken = 0;
    float[] values = samples.values();
    while (taken < values.length) {
      int count = Math.min(LENGTH - filled, values.length - taken);
      System.arraycopy(values, taken, window, filled, count);
      taken += count;
      filled += count;
      if (filled == LENGTH) {
        full.add(new Samples(beginMicros, window));
        window = new float[LENGTH];
        filled = 0;
        beginMicros += Samples.micros(LENGTH);
      }
    }
    return full;
  }
}
