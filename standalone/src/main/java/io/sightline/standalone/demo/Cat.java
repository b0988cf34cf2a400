package io.sightline.standalone.demo;

import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;

/**
 * A cat that trots to the left.
 *
 * @param length from chest to rump, pixels
 */
record Cat(double length) {
  private static final Color FUR = new Color(176, 118, 62);
  private static final Color BELLY = new Color(206, 168, 122);
  private static final Color STRIPE = new Color(116, 70, 34);
  private static final double CYCLE = 0.9;

  void draw(Brush brush, double x, double floor) {
    double phase = -2 * Math.PI * x / (CYCLE * length);
    double back = floor - 0.62 * length + 0.012 * length * Math.sin(2 * phase);
    brush.shadow(x, floor + 1, 1.6 * length, 0.28 * length, 110);
    Point2D chest = new Point2D.Double(x - 0.42 * length, back + 0.02 * length);
    Point2D rump = new Point2D.Double(x + 0.42 * length, back);
    tail(brush, rump, phase);
    leg(brush, shifted(chest, 0.06, 0.08), phase + Math.PI, floor, 0.7);
    leg(brush, shifted(rump, -0.08, 0.08), phase, floor, 0.7);
    brush.limb(chest, 0.19 * length, rump, 0.20 * length, FUR);
    brush.limb(
        shifted(chest, 0.06, 0.10),
        0.08 * length,
        shifted(rump, -0.14, 0.11),
        0.08 * length,
        BELLY);
    for (int i = 0; i < 5; i++) {
      Point2D top = shifted(chest, 0.12 + 0.14 * i, -0.17);
      brush.limb(top, 0.018 * length, shifted(top, 0.02, 0.14), 0.008 * length, STRIPE);
    }
    leg(brush, shifted(chest, 0, 0.08), phase, floor, 1);
    leg(brush, shifted(rump, -0.02, 0.08), phase + Math.PI, floor, 1);
    head(brush, shifted(chest, -0.20, -0.17));
  }

  private void leg(Brush brush, Point2D top, double phase, double floor, double light) {
    double lift = Math.max(0, Math.cos(phase)) * 0.07 * length;
    double reach = 0.20 * length * Math.sin(phase);
    Point2D paw = new Point2D.Double(top.getX() - reach, floor - 0.03 * length - lift);
    Point2D knee =
        new Point2D.Double(top.getX() - reach * 0.3 + 0.03 * length, (top.getY() + paw.getY()) / 2);
    Color fur = Brush.tone(FUR, light);
    brush.limb(top, 0.095 * length, knee, 0.055 * length, fur);
    brush.limb(knee, 0.055 * length, paw, 0.042 * length, fur);
  }

  private void tail(Brush brush, Point2D rump, double phase) {
    Point2D from = shifted(rump, 0.12, -0.08);
    double wave = 0.06 * Math.sin(phase / 2);
    for (int i = 0; i < 8; i++) {
      double bend = 0.35 + 0.13 * i + wave;
      Point2D to = shifted(from, 0.095 * Math.cos(bend), -0.095 * Math.sin(bend));
      Color colour = i % 3 == 2 ? STRIPE : FUR;
      brush.limb(from, 0.048 * length, to, 0.044 * length, colour);
      from = to;
    }
  }

  private void head(Brush brush, Point2D centre) {
    ear(brush, centre, 0.06);
    ear(brush, centre, -0.10);
    brush.shaded(oval(centre, 0, 0, 0.17, 0.155), FUR);
    brush.fill(oval(centre, -0.09, 0.06, 0.085, 0.065), BELLY);
    brush.fill(oval(centre, -0.155, 0.03, 0.022, 0.018), new Color(150, 84, 78));
    brush.fill(oval(centre, -0.09, -0.035, 0.024, 0.028), new Color(64, 84, 40));
    brush.fill(oval(centre, -0.09, -0.035, 0.009, 0.024), Color.BLACK);
    brush.fill(oval(centre, 0.01, -0.04, 0.024, 0.028), new Color(64, 84, 40));
    brush.fill(oval(centre, 0.01, -0.04, 0.009, 0.024), Color.BLACK);
    brush.limb(
        shifted(centre, -0.03, -0.14),
        0.012 * length,
        shifted(centre, -0.04, -0.08),
        0.008 * length,
        STRIPE);
  }

  private void ear(Brush brush, Point2D centre, double dx) {
    Path2D ear = new Path2D.Double();
    Point2D a = shifted(centre, dx - 0.055, -0.10);
    Point2D b = shifted(centre, dx + 0.01, -0.26);
    Point2D c = shifted(centre, dx + 0.075, -0.09);
    ear.moveTo(a.getX(), a.getY());
    ear.lineTo(b.getX(), b.getY());
    ear.lineTo(c.getX(), c.getY());
    ear.closePath();
    brush.shaded(ear, Brush.tone(FUR, 0.85));
  }

  private Point2D shifted(Point2D from, double dx, double dy) {
    return new Point2D.Double(from.getX() + dx * length, from.getY() + dy * length);
  }

  private Ellipse2D oval(Point2D from, double dx, double dy, double rx, double ry) {
    Point2D c = shifted(from, dx, dy);
    return new Ellipse2D.Double(
        c.getX() - rx * length, c.getY() - ry * length, 2 * rx * length, 2 * ry * length);
  }
}
