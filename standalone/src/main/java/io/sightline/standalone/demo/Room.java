package io.sightline.standalone.demo;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.util.Random;

/** The furniture and the walls: what never moves. */
final class Room {
  private static final int WALL = 268;
  private static final Color WOOD = new Color(150, 104, 66);
  private static final Color COUCH = new Color(112, 122, 112);

  private Room() {}

  /**
   * @param scale of the picture to the ground on which the room is laid out
   */
  static BufferedImage draw(int width, int height, double scale) {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    Brush brush = Brush.on(picture, scale);
    walls(brush, (int) Math.ceil(width / scale), (int) Math.ceil(height / scale));
    window(brush);
    painting(brush);
    rug(brush);
    couch(brush);
    table(brush);
    plant(brush);
    lampStand(brush);
    brush.close();
    return picture;
  }

  private static void walls(Brush brush, int width, int height) {
    Color light = new Color(222, 216, 204);
    brush.fill(
        box(0, 0, width, WALL), new GradientPaint(0, 0, light, width, 40, Brush.tone(light, 0.8)));
    brush.fill(
        box(0, WALL, width, height - WALL),
        new GradientPaint(0, WALL, Brush.tone(WOOD, 0.85), 0, height, Brush.tone(WOOD, 1.15)));
    Random random = new Random(5);
    for (int i = -26; i < 50; i++) {
      Path2D plank = new Path2D.Double();
      double far = width / 2.0 + (i - 12) * 26;
      double near = width / 2.0 + (i - 12) * 52;
      plank.moveTo(far, WALL);
      plank.lineTo(far + 26, WALL);
      plank.lineTo(near + 52, height);
      plank.lineTo(near, height);
      plank.closePath();
      brush.fill(
          plank, random.nextBoolean() ? new Color(60, 30, 10, 26) : new Color(255, 220, 170, 18));
    }
    brush.fill(box(0, WALL - 9, width, 9), new Color(236, 232, 224));
    brush.fill(box(0, WALL, width, 2), new Color(70, 50, 36));
  }

  private static void window(Brush brush) {
    brush.fill(box(70, 38, 150, 122), new Color(244, 242, 236));
    brush.fill(
        box(78, 46, 134, 106),
        new GradientPaint(0, 46, new Color(164, 196, 226), 0, 152, new Color(214, 226, 220)));
    brush.fill(box(78, 134, 134, 18), new Color(120, 150, 108));
    brush.fill(box(142, 46, 6, 106), new Color(240, 238, 232));
    brush.fill(box(78, 96, 134, 5), new Color(240, 238, 232));
    brush.fill(box(62, 158, 166, 8), new Color(226, 222, 214));
    brush.fill(box(62, 166, 166, 4), new Color(160, 152, 140, 120));
  }

  private static void painting(Brush brush) {
    brush.fill(box(404, 62, 112, 76), new Color(70, 52, 38));
    brush.fill(
        box(411, 69, 98, 62),
        new GradientPaint(411, 69, new Color(196, 168, 112), 509, 131, new Color(84, 116, 124)));
    brush.fill(new Ellipse2D.Double(436, 84, 30, 30), new Color(224, 196, 130));
  }

  private static void rug(Brush brush) {
    brush.fill(new Ellipse2D.Double(180, 352, 420, 66), new Color(146, 76, 66));
    brush.fill(new Ellipse2D.Double(200, 358, 380, 54), new Color(176, 108, 88));
    brush.fill(new Ellipse2D.Double(232, 365, 316, 40), new Color(150, 84, 72));
  }

  private static void couch(Brush brush) {
    brush.shadow(170, 330, 330, 46, 130);
    brush.shaded(round(34, 196, 262, 96, 26), Brush.tone(COUCH, 0.92));
    brush.fill(
        round(52, 250, 112, 44, 16),
        new GradientPaint(0, 250, Brush.tone(COUCH, 1.2), 0, 294, Brush.tone(COUCH, 0.85)));
    brush.fill(
        round(166, 250, 112, 44, 16),
        new GradientPaint(0, 250, Brush.tone(COUCH, 1.15), 0, 294, Brush.tone(COUCH, 0.8)));
    brush.shaded(round(48, 288, 234, 34, 12), Brush.tone(COUCH, 0.85));
    brush.shaded(round(20, 230, 40, 96, 20), COUCH);
    brush.shaded(round(272, 230, 40, 96, 20), Brush.tone(COUCH, 0.8));
    brush.shaded(round(72, 214, 50, 44, 14), new Color(190, 132, 64));
    brush.shaded(round(206, 216, 48, 42, 14), new Color(164, 170, 172));
    brush.fill(box(34, 322, 10, 10), new Color(54, 40, 30));
    brush.fill(box(286, 322, 10, 10), new Color(54, 40, 30));
  }

  private static void table(Brush brush) {
    brush.shadow(484, 312, 150, 26, 120);
    brush.shaded(box(426, 252, 7, 58), Brush.tone(WOOD, 0.6));
    brush.shaded(box(536, 252, 7, 58), Brush.tone(WOOD, 0.55));
    brush.fill(
        new Ellipse2D.Double(410, 236, 148, 24),
        new GradientPaint(410, 236, Brush.tone(WOOD, 1.35), 558, 260, Brush.tone(WOOD, 0.9)));
    brush.fill(round(440, 240, 44, 8, 3), new Color(178, 62, 54));
    brush.fill(round(446, 236, 40, 6, 3), new Color(66, 92, 128));
  }

  private static void plant(Brush brush) {
    brush.shadow(352, 318, 70, 18, 120);
    Random random = new Random(11);
    for (int i = 0; i < 26; i++) {
      double angle = Math.PI * (0.08 + 0.84 * random.nextDouble());
      double reach = 34 + 40 * random.nextDouble();
      Point2D root = new Point2D.Double(352, 276);
      Point2D tip =
          new Point2D.Double(
              352 + reach * 0.72 * Math.cos(angle), 276 - reach * 1.25 * Math.sin(angle));
      Color green = new Color(40 + random.nextInt(40), 86 + random.nextInt(50), 44);
      brush.limb(root, 1.5, tip, 5, green);
    }
    Path2D pot = new Path2D.Double();
    pot.moveTo(328, 272);
    pot.lineTo(376, 272);
    pot.lineTo(369, 316);
    pot.lineTo(335, 316);
    pot.closePath();
    brush.shaded(pot, new Color(196, 184, 168));
  }

  private static void lampStand(Brush brush) {
    brush.shadow(668, 322, 84, 20, 120);
    brush.shaded(box(665, 134, 6, 184), new Color(60, 56, 54));
    brush.shaded(new Ellipse2D.Double(640, 310, 56, 14), new Color(60, 56, 54));
    Path2D shade = new Path2D.Double();
    shade.moveTo(646, 90);
    shade.lineTo(690, 90);
    shade.lineTo(708, 140);
    shade.lineTo(628, 140);
    shade.closePath();
    brush.shaded(shade, new Color(226, 208, 172));
  }

  private static Shape box(double x, double y, double width, double height) {
    return new Rectangle2D.Double(x, y, width, height);
  }

  private static Shape round(double x, double y, double width, double height, double corner) {
    return new RoundRectangle2D.Double(x, y, width, height, corner, corner);
  }
}
