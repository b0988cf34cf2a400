package io.sightline.ingest.motion;

/**
 * The brightness change that a whole picture shares: {@code now = gain * before + offset}, found
 * from the medians of its dark and its bright half, so that an object in front does not matter.
 */
record Illumination(float gain, float offset) {
  static final Illumination SAME = new Illumination(1, 0);
  private static final int STEPS_A_LEVEL = 4;
  private static final int LEVELS = 256;
  private static final int BINS = 2 * LEVELS * STEPS_A_LEVEL;
  private static final float MAX_GAIN = 2.2f;
  private static final int MIN_SAMPLES = 64;

  float apply(float before) {
    return gain * before + offset;
  }

  float invert(float now) {
    return (now - offset) / gain;
  }

  /** True when so much changed that the reference is better kept in today's light. */
  boolean isFar() {
    return gain < 0.75f || gain > 1.33f || Math.abs(offset) > 24;
  }

  /**
   * @param skip pixels not to look at; ignored if that leaves too few
   * @param blind pixels never to look at
   */
  static Illumination between(float[] before, float[] now, boolean[] skip, boolean[] blind) {
    int[] keptLevels = new int[LEVELS];
    int[] skippedLevels = new int[LEVELS];
    int kept = 0;
    int visible = 0;
    for (int i = 0; i < before.length; i++) {
      if (!blind[i]) {
        visible++;
        int level = clamp((int) before[i], LEVELS);
        if (skip[i]) {
          skippedLevels[level]++;
        } else {
          keptLevels[level]++;
          kept++;
        }
      }
    }
    boolean all = kept < visible / 5;
    for (int level = 0; all && level < LEVELS; level++) {
      keptLevels[level] += skippedLevels[level];
    }
    int split = quantile(keptLevels, (all ? visible : kept) / 2);
    int[] darkBins = new int[BINS];
    int[] brightBins = new int[BINS];
    double darkSum = 0;
    double brightSum = 0;
    for (int i = 0; i < before.length; i++) { // in locals: this is half of what a picture costs
      if (blind[i] || (!all && skip[i])) {
        continue;
      }
      float was = before[i];
      int bin = clamp((int) ((now[i] - was + LEVELS) * STEPS_A_LEVEL + 0.5f), BINS);
      if ((int) was <= split) {
        darkBins[bin]++;
        darkSum += was;
      } else {
        brightBins[bin]++;
        brightSum += was;
      }
    }
    return solve(new Half(darkBins, darkSum), new Half(brightBins, brightSum));
  }

  private static Illumination solve(Half dark, Half bright) {
    if (dark.count < MIN_SAMPLES || bright.count < MIN_SAMPLES) {
      return new Illumination(1, (dark.count > bright.count ? dark : bright).median());
    }
    float span = Math.max(8, bright.mean() - dark.mean());
    float gain = 1 + (bright.median() - dark.median()) / span;
    if (gain > MAX_GAIN || gain < 1 / MAX_GAIN) {
      return SAME; // no light does that: another picture
    }
    float offset = dark.mean() + dark.median() - gain * dark.mean();
    return new Illumination(gain, offset);
  }

  private static int quantile(int[] histogram, int rank) {
    int seen = 0;
    for (int i = 0; i < histogram.length; i++) {
      seen += histogram[i];
      if (seen > rank) {
        return i;
      }
    }
    return histogram.length - 1;
  }

  private static int clamp(int value, int limit) {
    return Math.max(0, Math.min(limit - 1, value));
  }

  /** One half of the pixels. */
  private static final class Half {
    private final int[] differences;
    private final double sum;
    private final int count;

    /**
     * @param differences how many there are of each
     * @param sum of what they were before
     */
    Half(int[] differences, double sum) {
      this.differences = differences;
      this.sum = sum;
      int all = 0;
      for (int each : differences) {
        all += each;
      }
      this.count = all;
    }

    float mean() {
      return count == 0 ? 0 : (float) (sum / count);
    }

    float median() {
      if (count == 0) {
        return 0;
      }
      return (float) quantile(differences, count / 2) / STEPS_A_LEVEL - LEVELS;
    }
  }
}
