package io.sightline.ingest.gate;

import java.util.Arrays;

/** The newest values of one kind, with their median and spread. */
final class SizeWindow {
  private static final int CAPACITY = 48;
  private static final int STALE = 6;

  /** A median deviation times this is the standard deviation of normally spread values. */
  private static final float TO_DEVIATION = 1.4826f;

  private final float[] values = new float[CAPACITY];
  private int count;
  private int next;
  private int sinceSorted = STALE;
  private float median;
  private float deviation;

  void add(float value) {
    values[next] = value;
    next = (next + 1) % CAPACITY;
    count = Math.min(CAPACITY, count + 1);
    sinceSorted++;
  }

  int count() {
    return count;
  }

  float median() {
    refresh();
    return median;
  }

  float deviation() {
    refresh();
    return deviation;
  }

  private void refresh() {
    if (sinceSorted < STALE) {
      return;
    }
    sinceSorted = 0;
    float[] sorted = Arrays.copyOf(values, count);
    median = middle(sorted);
    for (int i = 0; i < count; i++) {
      sorted[i] = Math.abs(values[i] - median);
    }
    deviation = TO_DEVIATION * middle(sorted);
  }

  private static float middle(float[] values) {
    Arrays.sort(values);
    return values.length == 0 ? 0 : values[values.length / 2];
  }
}
