package io.sightline.ingest.sound;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Made sound, piece by piece: the same each time. Levels are decibels below full scale. */
final class Noise {
  private static final int PIECE = 1024;

  private final Random random = new Random(11);
  private final List<Samples> pieces = new ArrayList<>();
  private long samples;

  /** Steady noise of a level. */
  Noise noise(double seconds, double levelDb) {
    double amplitude = Math.pow(10, levelDb / 20);
    return add(seconds, i -> amplitude * random.nextGaussian());
  }

  /** A tone over quiet noise, cut off at full scale. */
  Noise tone(double seconds, double levelDb) {
    double amplitude = Math.pow(10, levelDb / 20) * Math.sqrt(2);
    return add(seconds, i -> amplitude * Math.sin(i * 2 * Math.PI * 900 / Samples.RATE) + quiet());
  }

  /** So many bursts of 40 ms a second. */
  Noise knocks(double seconds, double levelDb, int perSecond) {
    double amplitude = Math.pow(10, levelDb / 20);
    int period = Samples.RATE / perSecond;
    return add(
        seconds, i -> i % period < Samples.RATE / 25 ? amplitude * random.nextGaussian() : quiet());
  }

  Noise silence(double seconds) {
    return add(seconds, i -> 0);
  }

  /** Nothing comes for a while. */
  Noise gap(double seconds) {
    samples += Math.round(seconds * Samples.RATE);
    return this;
  }

  private double quiet() {
    return 0.001 * random.nextGaussian();
  }

  private interface Wave {
    double at(long sample);
  }

  private Noise add(double seconds, Wave wave) {
    long end = samples + Math.round(seconds * Samples.RATE);
    while (samples < end) {
      float[] piece = new float[(int) Math.min(PIECE, end - samples)];
      for (int i = 0; i < piece.length; i++) {
        piece[i] = (float) Math.max(-1, Math.min(1, wave.at(samples + i)));
      }
      pieces.add(new Samples(Samples.micros(samples), piece));
      samples += piece.length;
    }
    return this;
  }

  List<Samples> pieces() {
    return pieces;
  }

  /** What a camera without a model makes of it. */
  List<SoundEvent> heard() {
    return heardBy(new SoundWatch(SoundSettings.ofSensitivity(0.5), null));
  }

  List<SoundEvent> heardBy(SoundWatch watch) {
    List<SoundEvent> events = new ArrayList<>();
    pieces.forEach(piece -> events.addAll(watch.listen(piece)));
    return events;
  }
}
