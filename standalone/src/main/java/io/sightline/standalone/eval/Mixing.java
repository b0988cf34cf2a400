package io.sightline.standalone.eval;

import io.sightline.ingest.sound.LevelMeter;
import io.sightline.ingest.sound.Samples;
import java.util.Arrays;

/** Recorded sounds at a wanted level. */
final class Mixing {
  private static final int SEAM = Samples.RATE / 2;

  private Mixing() {}

  /** The level of its loudest second, in decibels below full scale, above 150 Hz. */
  static double levelDb(float[] sound) {
    double loudest = Double.NEGATIVE_INFINITY;
    int second = Math.min(Samples.RATE, sound.length);
    for (int at = 0; at + second <= sound.length; at += second / 4) {
      float[] part = Arrays.copyOfRange(sound, at, at + second);
      loudest = Math.max(loudest, new LevelMeter().level(part));
    }
    return loudest;
  }

  /** The sound so that its loudest second has a level. */
  static float[] atLevel(float[] sound, double levelDb) {
    double gain = Math.pow(10, (levelDb - levelDb(sound)) / 20);
    float[] scaled = new float[sound.length];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = (float) (sound[i] * gain);
    }
    return scaled;
  }

  /** Adds a sound from a place on. */
  static void add(float[] target, float[] sound, int at) {
    for (int i = 0; i < sound.length && at + i < target.length; i++) {
      target[at + i] += sound[i];
    }
  }

  /** The sound over and over, its end faded into its beginning. */
  static float[] looped(float[] sound, int samples) {
    int lap = sound.length - SEAM;
    float[] endless = new float[samples];
    for (int i = 0; i < samples; i++) {
      int in = i % lap;
      double fade = Math.min(1, (double) in / SEAM);
      double head = sound[in] * Math.sqrt(fade);
      double tail = in < SEAM && i >= lap ? sound[lap + in] * Math.sqrt(1 - fade) : 0;
      endless[i] = (float) (head + tail);
    }
    return endless;
  }
}
