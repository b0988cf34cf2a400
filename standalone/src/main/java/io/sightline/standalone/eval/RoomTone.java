package io.sightline.standalone.eval;

import io.sightline.ingest.sound.LevelMeter;
import io.sightline.ingest.sound.Samples;
import java.util.Random;

/**
 * The sound of a room in which nothing happens, made: noise that falls with frequency, a hum of the
 * mains, and a level that wanders by 3 dB up and down in some twenty seconds.
 */
final class RoomTone {
  /** Where a camera's room tone usually lies, above 150 Hz. */
  static final double LEVEL_DB = -55;

  private static final double WANDER_DB = 3;
  private static final double WANDER_SECONDS = 20;

  private final Random random;
  private final double gain;
  private double slow;
  private double slower;
  private long at;

  private RoomTone(long seed, double gain) {
    this.random = new Random(seed);
    this.gain = gain;
  }

  /** At the usual level. */
  static RoomTone of(long seed) {
    double rawDb = new LevelMeter().level(new RoomTone(seed, 1).next(20 * Samples.RATE));
    return new RoomTone(seed, Math.pow(10, (LEVEL_DB - rawDb) / 20));
  }

  float[] next(int samples) {
    float[] tone = new float[samples];
    for (int i = 0; i < samples; i++, at++) {
      double white = random.nextGaussian();
      slow += 0.05 * (white - slow);
      slower += 0.005 * (white - slower);
      double seconds = (double) at / Samples.RATE;
      double hum =
          0.2 * Math.sin(2 * Math.PI * 50 * seconds) + 0.1 * Math.sin(2 * Math.PI * 100 * seconds);
      double wander =
          Math.pow(10, WANDER_DB / 20 * Math.sin(2 * Math.PI * seconds / WANDER_SECONDS));
      tone[i] = (float) (gain * wander * (0.1 * white + slow + 2 * slower + hum));
    }
    return tone;
  }
}
