package io.sightline.ingest.sound;

/** The newest samples; silence where there were none yet. */
final class Recent {
  private final float[] ring;
  private int next;

  Recent(int length) {
    ring = new float[length];
  }

  void add(float[] values) {
    int from = Math.max(0, values.length - ring.length);
    for (int i = from; i < values.length; i++) {
      ring[next] = values[i];
      next = next + 1 == ring.length ? 0 : next + 1;
    }
  }

  /** In order of time. */
  float[] samples() {
    float[] samples = new float[ring.length];
    System.arraycopy(ring, next, samples, 0, ring.length - next);
    System.arraycopy(ring, 0, samples, ring.length - next, next);
    return samples;
  }
}
