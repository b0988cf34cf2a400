package io.sightline.ingest.sound;

/**
 * How loud a window is: the root mean square in decibels below full scale, without what lies below
 * 150 Hz, where wind, steps on the camera's own wall and the mains are.
 */
public final class LevelMeter {
  /** Nothing is quieter; what digital silence has. */
  static final double SILENCE_DB = -100;

  private static final double CUTOFF_HZ = 150;
  private static final double SILENCE_POWER = Math.pow(10, SILENCE_DB / 10);

  // A second-order Butterworth high-pass, direct form 1.
  private final double b0;
  private final double a1;
  private final double a2;
  private double x1;
  private double x2;
  private double y1;
  private double y2;

  public LevelMeter() {
    double w = Math.tan(Math.PI * CUTOFF_HZ / Samples.RATE);
    double norm = 1 / (1 + Math.sqrt(2) * w + w * w);
    b0 = norm;
    a1 = 2 * (w * w - 1) * norm;
    a2 = (1 - Math.sqrt(2) * w + w * w) * norm;
  }

  /** Windows follow each other. */
  public double level(float[] window) {
    double power = 0;
    for (float sample : window) {
      double x = Float.isFinite(sample) ? sample : 0;
      double y = b0 * (x - 2 * x1 + x2) - a1 * y1 - a2 * y2;
      x2 = x1;
      x1 = x;
      y2 = y1;
      y1 = y;
      power += y * y;
    }
    return 10 * Math.log10(Math.max(SILENCE_POWER, power / window.length));
  }
}
