package io.sightline.standalone.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Random;

/**
 * A room with a sensor's noise, through which people walk, as raw pictures (yuv420p). The same seed
 * gives the same bytes.
 */
final class RoomFilm {
  static final int WIDTH = 1920;
  static final int HEIGHT = 1080;
  static final int FPS = 15;

  /** Standard deviation of the noise, brightness levels. */
  private static final double NOISE = 2.15;

  private static final int NOISE_POOL = 1 << 22;

  /**
   * Someone who walks through the picture.
   *
   * @param fromSecond of the film
   * @param leftToRight which way
   * @param height of the person, share of the picture
   */
  record Visit(double fromSecond, double seconds, boolean leftToRight, double height) {
    double toSecond() {
      return fromSecond + seconds;
    }
  }

  private final List<Visit> visits;
  private final Random random;
  private final short[] room = new short[WIDTH * HEIGHT];
  private final byte[] noise = new byte[NOISE_POOL];
  private final byte[] picture = new byte[WIDTH * HEIGHT * 3 / 2];

  RoomFilm(List<Visit> visits, long seed) {
    this.visits = List.copyOf(visits);
    this.random = new Random(seed);
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (byte) Math.round(NOISE * random.nextGaussian());
    }
    furnish();
  }

  private void furnish() {
    Random grain = new Random(11);
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        double wall = 110 + 30 * Math.sin(x / 310.0) + 25.0 * y / HEIGHT;
        boolean shelf = x > 200 && x < 620 && y > 300 && y < 900;
        boolean floor = y > 820;
        double look = wall;
        if (shelf) {
          look = (y / 80) % 2 == 0 ? 60 + (x / 9 * 37) % 90 : 84;
        } else if (floor) {
          look = 92 + 18 * ((x + 2 * y) / 160 % 2) + grain.nextInt(7);
        }
        room[y * WIDTH + x] = (short) Math.round(look + grain.nextInt(3));
      }
    }
  }

  /** Writes the pictures of the given length. */
  void write(OutputStream out, double seconds) throws IOException {
    int pictures = (int) Math.round(seconds * FPS);
    for (int i = 0; i < pictures; i++) {
      draw((double) i / FPS);
      out.write(picture);
    }
    out.flush();
  }

  private void draw(double second) {
    for (int y = 0; y < HEIGHT; y++) {
      int at = random.nextInt(NOISE_POOL - WIDTH);
      int row = y * WIDTH;
      for (int x = 0; x < WIDTH; x++) {
        int value = room[row + x] + noise[at + x];
        picture[row + x] = (byte) (value < 0 ? 0 : Math.min(value, 255));
      }
    }
    java.util.Arrays.fill(picture, WIDTH * HEIGHT, picture.length, (byte) 128);
    for (Visit visit : visits) {
      if (second >= visit.fromSecond() && second < visit.toSecond()) {
        walk(visit, second - visit.fromSecond());
      }
    }
  }

  private void walk(Visit visit, double since) {
    double height = visit.height() * HEIGHT;
    double width = height * 0.32;
    double way = since / visit.seconds();
    double along = visit.leftToRight() ? way : 1 - way;
    double middle = -width / 2 + along * (WIDTH + width);
    double step = Math.sin(since * 2 * Math.PI * 1.8);
    double feet = HEIGHT * 0.93 + 6 * Math.abs(step);
    ellipse(middle, feet - height * 0.92, height * 0.07, height * 0.09, 176, 3);
    ellipse(middle, feet - height * 0.62, width * 0.42, height * 0.24, 58, 14);
    double swing = step * width * 0.4;
    limb(middle, feet - height * 0.42, middle + swing, feet, width * 0.14, 40);
    limb(middle, feet - height * 0.42, middle - swing, feet, width * 0.14, 46);
    limb(middle, feet - height * 0.8, middle + swing, feet - height * 0.45, width * 0.09, 66);
    limb(middle, feet - height * 0.8, middle - swing, feet - height * 0.45, width * 0.09, 70);
  }

  private void limb(double x0, double y0, double x1, double y1, double radius, int look) {
    for (int i = 0; i <= 12; i++) {
      double at = i / 12.0;
      ellipse(x0 + at * (x1 - x0), y0 + at * (y1 - y0), radius, radius * 1.3, look, 6);
    }
  }

  /** Cloth has folds that move with who wears it. */
  private void ellipse(double x0, double y0, double rx, double ry, int look, int folds) {
    int top = (int) Math.max(0, y0 - ry);
    int bottom = (int) Math.min(HEIGHT - 1.0, y0 + ry);
    for (int y = top; y <= bottom; y++) {
      double dy = (y - y0) / ry;
      double half = rx * Math.sqrt(Math.max(0, 1 - dy * dy));
      int left = (int) Math.max(0, x0 - half);
      int right = (int) Math.min(WIDTH - 1.0, x0 + half);
      int at = random.nextInt(NOISE_POOL - WIDTH);
      for (int x = left; x <= right; x++) {
        double fold = folds * Math.sin((x - x0) / 7 + (y - y0) / 23);
        int value = (int) (look + fold) + noise[at + x - left];
        picture[y * WIDTH + x] = (byte) (value < 0 ? 0 : Math.min(value, 255));
        if ((x & 1) == 0 && (y & 1) == 0) {
          int chroma = WIDTH * HEIGHT + y / 2 * (WIDTH / 2) + x / 2;
          picture[chroma] = 112;
          picture[chroma + WIDTH * HEIGHT / 4] = (byte) 146;
        }
      }
    }
  }
}
