package io.sightline.ingest.sound;

/** The newest samples; silence where there were none yet. */
final class Recent {
  private static final float PEAK = 0.5f;

  /** 40 dB. */
  private static final float MAX_GAIN = 100;

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

  /**
   * In order of time, made as loud as recordings are from which models learn: a camera's microphone
   * is often far from what sounds.
   */
  float[] amplified() {
    float[] samples = samples();
    float peak = 0;
    for (float sample : samples) {
      peak = Math.max(peak, Math.abs(sample));
    }
    float gain = Math.min(MAX_GAIN, PEAK / Math.max(PEAK / MAX_GAIN, peak));
    for (int i = 0; i < samples.length; i++) {
      samples[i] *= gain;
    }
    return samples;
  }

  /** In order of time. */
  float[] samples() {
    float[] samples = new float[ring.length];
    System.arraycopy(ring, next, samples, 0, ring.length - next);
    System.arraycopy(ring, 0, samples, ring.length - next, next);
    return samples;
  }
}
