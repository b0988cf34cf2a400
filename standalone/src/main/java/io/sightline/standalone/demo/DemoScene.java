package io.sightline.standalone.demo;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.SplittableRandom;

/**
 * A room in which a person walks past and later a cat, with a lamp that flickers and the noise of a
 * sensor. Each frame is a function of its number.
 */
public final class DemoScene {
  public static final int WIDTH = 640;
  public static final int HEIGHT = 360;
  public static final int FRAMES_A_SECOND = 10;
  public static final int FRAMES = 36 * FRAMES_A_SECOND;

  /** Time in the scene, seconds. */
  record Span(double from, double to) {
    boolean contains(double second) {
      return second >= from && second < to;
    }

    /** How much of it is over, 0..1. */
    double done(double second) {
      return (second - from) / (to - from);
    }
  }

  static final Span PERSON = new Span(3, 13);
  static final Span FLICKER = new Span(15, 18);
  static final Span CAT = new Span(21, 28);

  private static final Walker WALKER = new Walker(236);
  private static final Cat ANIMAL = new Cat(62);

  /** The room is drawn on a ground of this size, pixels, and scaled. */
  private static final int GROUND_WIDTH = 768;

  private static final double WALKER_FLOOR = 398;
  private static final double CAT_FLOOR = 376;
  private static final double OUTSIDE = 110;
  private static final Color LAMPLIGHT = new Color(255, 206, 120, 74);
  private static final double NOISE = 2.6;

  private final BufferedImage room = Room.draw(WIDTH, HEIGHT, (double) WIDTH / GROUND_WIDTH);

  /** The frame of this number, 0 to {@link #FRAMES} - 1; of type 3BYTE_BGR. */
  public BufferedImage frame(int number) {
    if (number < 0 || number >= FRAMES) {
      throw new IllegalArgumentException("frame " + number + ": expected 0 to " + (FRAMES - 1));
    }
    double second = (double) number / FRAMES_A_SECOND;
    BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
    room.copyData(picture.getRaster());
    Brush brush = Brush.on(picture, (double) WIDTH / GROUND_WIDTH);
    double light = lamp(second, number);
    brush.glow(668, 128, 150, faded(LAMPLIGHT, light));
    if (PERSON.contains(second)) {
      double way = GROUND_WIDTH + 2 * OUTSIDE;
      WALKER.draw(brush, -OUTSIDE + way * PERSON.done(second), WALKER_FLOOR);
    }
    if (CAT.contains(second)) {
      double way = GROUND_WIDTH + 2 * OUTSIDE;
      ANIMAL.draw(brush, GROUND_WIDTH + OUTSIDE - way * CAT.done(second), CAT_FLOOR);
    }
    brush.close();
    addNoise(picture, number);
    return picture;
  }

  /** How bright the lamp is, 0..1: steady but for a while in which it flickers. */
  private static double lamp(double second, int number) {
    if (!FLICKER.contains(second)) {
      return 0.8;
    }
    return 0.35 + 0.65 * new SplittableRandom(31L * number).nextDouble();
  }

  private static Color faded(Color colour, double share) {
    return new Color(
        colour.getRed(),
        colour.getGreen(),
        colour.getBlue(),
        (int) Math.round(colour.getAlpha() * share));
  }

  /** The same for the three colours of a pixel, with the spread of a sum of three. */
  private static void addNoise(BufferedImage picture, int number) {
    byte[] pixels = ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
    SplittableRandom random = new SplittableRandom(number);
    for (int i = 0; i < pixels.length; i += 3) {
      long bits = random.nextLong();
      double sum = (bits & 0xFFFF) + (bits >>> 16 & 0xFFFF) + (bits >>> 32 & 0xFFFF);
      int noise = (int) Math.round(NOISE * (sum / 0xFFFF - 1.5) * 2);
      for (int channel = i; channel < i + 3; channel++) {
        pixels[channel] = (byte) Math.max(0, Math.min(255, (pixels[channel] & 0xFF) + noise));
      }
    }
  }
}
