package io.sightline.ingest.motion;

import java.util.Random;

/** A rendered room with sensor noise, in which a test puts light and people. */
final class SyntheticRoom {
  static final int WIDTH = 192;
  static final int HEIGHT = 108;
  static final long STEP_MICROS = 200_000;

  private final Random random = new Random(7);
  private final double[] room = new double[WIDTH * HEIGHT];
  private final double[] light = new double[WIDTH * HEIGHT];
  double noise = 3;
  double gain = 1;
  private long atMicros = 1_000_000;

  SyntheticRoom() {
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        double wall = 90 + 40 * Math.sin(x / 17.0) + 30.0 * y / HEIGHT;
        boolean shelf = x > 20 && x < 60 && y > 30 && y < 90 && (y / 8) % 2 == 0;
        room[y * WIDTH + x] = shelf ? 60 : wall;
      }
    }
  }

  /** Adds brightness around a point, for the next picture only. */
  void lamp(int x0, int y0, double brightness) {
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        double distance = (x - x0) * (x - x0) + (y - y0) * (y - y0);
        light[y * WIDTH + x] += brightness * Math.exp(-distance / 500);
      }
    }
  }

  /** Puts a box of the given brightness into the next picture only. */
  void put(int left, int top, int width, int height, double brightness) {
    for (int y = Math.max(0, top); y < Math.min(HEIGHT, top + height); y++) {
      for (int x = Math.max(0, left); x < Math.min(WIDTH, left + width); x++) {
        light[y * WIDTH + x] = brightness - room[y * WIDTH + x];
      }
    }
  }

  LumaPicture picture() {
    byte[] luma = new byte[room.length];
    for (int i = 0; i < luma.length; i++) {
      double value = (room[i] + light[i]) * gain + noise * random.nextGaussian();
      luma[i] = (byte) Math.max(0, Math.min(255, Math.round(value)));
      light[i] = 0;
    }
    atMicros += STEP_MICROS;
    return new LumaPicture(atMicros, WIDTH, HEIGHT, luma);
  }
}
