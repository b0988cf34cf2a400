package io.sightline.standalone.demo;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.RadialGradientPaint;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;

/** Draws shaded bodies; light comes from the left, where the window is. */
final class Brush {
  private final Graphics2D graphics;

  private Brush(Graphics2D graphics) {
    this.graphics = graphics;
  }

  /**
   * @param scale of the picture to the ground on which is drawn
   */
  static Brush on(BufferedImage picture, double scale) {
    Graphics2D graphics = picture.createGraphics();
    graphics.scale(scale, scale);
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    return new Brush(graphics);
  }

  void close() {
    graphics.dispose();
  }

  void fill(Shape shape, Paint paint) {
    graphics.setPaint(paint);
    graphics.fill(shape);
  }

  /** Lit from the left over the shape's own width. */
  void shaded(Shape shape, Color colour) {
    double from = shape.getBounds2D().getMinX();
    double to = Math.max(from + 1, shape.getBounds2D().getMaxX());
    fill(
        shape,
        new GradientPaint((float) from, 0, tone(colour, 1.25), (float) to, 0, tone(colour, 0.6)));
  }

  /** A limb between two joints, round at both ends, lit across its width. */
  void limb(Point2D from, double fromRadius, Point2D to, double toRadius, Color colour) {
    double length = Math.max(1e-3, from.distance(to));
    double nx = -(to.getY() - from.getY()) / length;
    double ny = (to.getX() - from.getX()) / length;
    Path2D side = new Path2D.Double();
    side.moveTo(from.getX() + nx * fromRadius, from.getY() + ny * fromRadius);
    side.lineTo(to.getX() + nx * toRadius, to.getY() + ny * toRadius);
    side.lineTo(to.getX() - nx * toRadius, to.getY() - ny * toRadius);
    side.lineTo(from.getX() - nx * fromRadius, from.getY() - ny * fromRadius);
    side.closePath();
    double widest = Math.max(fromRadius, toRadius);
    double sign = nx < 0 ? 1 : -1;
    Paint paint =
        new GradientPaint(
            new Point2D.Double(from.getX() + sign * nx * widest, from.getY() + sign * ny * widest),
            tone(colour, 1.25),
            new Point2D.Double(from.getX() - sign * nx * widest, from.getY() - sign * ny * widest),
            tone(colour, 0.6));
    fill(side, paint);
    fill(disc(from, fromRadius), paint);
    fill(disc(to, toRadius), paint);
  }

  /** A soft dark spot on the floor. */
  void shadow(double x, double y, double width, double height, int alpha) {
    graphics.setPaint(
        new RadialGradientPaint(
            new Ellipse2D.Double(x - width / 2, y - height / 2, width, height).getBounds2D(),
            new float[] {0, 0.6f, 1},
            new Color[] {new Color(20, 12, 8, alpha), new Color(20, 12, 8, alpha / 2), CLEAR},
            java.awt.MultipleGradientPaint.CycleMethod.NO_CYCLE));
    graphics.fill(new Ellipse2D.Double(x - width / 2, y - height / 2, width, height));
  }

  /** Light of a colour around a point, fading out. */
  void glow(double x, double y, double radius, Color colour) {
    Color out = new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), 0);
    graphics.setPaint(
        new RadialGradientPaint(
            new Point2D.Double(x, y),
            (float) radius,
            new float[] {0, 1},
            new Color[] {colour, out}));
    graphics.fill(disc(new Point2D.Double(x, y), radius));
  }

  private static final Color CLEAR = new Color(20, 12, 8, 0);

  static Ellipse2D disc(Point2D centre, double radius) {
    return new Ellipse2D.Double(
        centre.getX() - radius, centre.getY() - radius, 2 * radius, 2 * radius);
  }

  /** Lighter above 1, darker below. */
  static Color tone(Color colour, double factor) {
    return new Color(
        (int) Math.min(255, colour.getRed() * factor),
        (int) Math.min(255, colour.getGreen() * factor),
        (int) Math.min(255, colour.getBlue() * factor),
        colour.getAlpha());
  }
}
