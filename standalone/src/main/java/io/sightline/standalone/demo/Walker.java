package io.sightline.standalone.demo;

import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;

/**
 * A person who walks to the right, seen half from the front. Lengths are shares of the height.
 *
 * @param height pixels
 */
record Walker(double height) {
  private static final Color SKIN = new Color(222, 170, 138);
  private static final Color HAIR = new Color(52, 36, 28);
  private static final Color JACKET = new Color(44, 62, 96);
  private static final Color SHIRT = new Color(206, 205, 200);
  private static final Color JEANS = new Color(48, 54, 70);
  private static final Color SHOES = new Color(40, 30, 26);

  private static final double THIGH = 0.235;
  private static final double SHIN = 0.235;
  private static final double TORSO = 0.31;
  private static final double UPPER_ARM = 0.165;
  private static final double FOREARM = 0.145;
  private static final double SWING = 0.40;

  /** Way of one cycle of two steps, in heights. */
  private static final double CYCLE = 0.72;

  /**
   * @param x where the person is, pixels
   * @param floor where the feet stand, pixels
   */
  void draw(Brush brush, double x, double floor) {
    double phase = 2 * Math.PI * x / (CYCLE * height);
    Leg near = Leg.at(phase);
    Leg far = Leg.at(phase + Math.PI);
    double hipY = floor - height * Math.max(near.reach(), far.reach());
    brush.shadow(x + 0.04 * height, floor + 2, 0.62 * height, 0.12 * height, 120);
    Point2D hip = new Point2D.Double(x, hipY);
    Point2D neck = new Point2D.Double(x + 0.022 * height, hipY - TORSO * height);
    arm(brush, shifted(neck, 0.082, 0.035), phase, 0.72);
    leg(brush, shifted(hip, 0.028, 0), far, 0.75);
    leg(brush, shifted(hip, -0.028, 0), near, 1);
    torso(brush, hip, neck);
    head(brush, neck);
    arm(brush, shifted(neck, -0.092, 0.035), phase + Math.PI, 1);
  }

  /**
   * @param thigh angle of the thigh from straight down, forward positive, radians
   * @param knee how far the knee is bent, radians
   */
  private record Leg(double thigh, double knee) {
    static Leg at(double phase) {
      double lifted = Math.max(0, Math.cos(phase + 0.25));
      return new Leg(SWING * Math.sin(phase) + 0.04, 0.06 + 0.85 * lifted * lifted);
    }

    /** From hip to sole, straight down. */
    double reach() {
      return THIGH * Math.cos(thigh) + SHIN * Math.cos(thigh - knee) + 0.035;
    }
  }

  private void leg(Brush brush, Point2D hip, Leg leg, double light) {
    Point2D knee = along(hip, leg.thigh(), THIGH);
    Point2D ankle = along(knee, leg.thigh() - leg.knee(), SHIN);
    double tilt = leg.thigh() - leg.knee();
    Point2D heel = shifted(ankle, -0.012, 0.012);
    Point2D toe =
        new Point2D.Double(
            ankle.getX() + 0.088 * height * Math.cos(tilt * 0.6),
            ankle.getY() + 0.022 * height - 0.088 * height * Math.sin(tilt * 0.6));
    brush.limb(heel, 0.024 * height, toe, 0.015 * height, Brush.tone(SHOES, light));
    Color jeans = Brush.tone(JEANS, light);
    brush.limb(knee, 0.043 * height, ankle, 0.030 * height, jeans);
    brush.limb(hip, 0.064 * height, knee, 0.045 * height, jeans);
  }

  private void arm(Brush brush, Point2D shoulder, double phase, double light) {
    double swing = 0.42 * Math.sin(phase);
    Point2D elbow = along(shoulder, swing - 0.08, UPPER_ARM);
    Point2D wrist = along(elbow, swing + 0.28, FOREARM);
    Point2D hand = along(elbow, swing + 0.30, FOREARM + 0.025);
    brush.fill(Brush.disc(hand, 0.023 * height), Brush.tone(SKIN, 0.9 * light));
    Color sleeve = Brush.tone(JACKET, light);
    brush.limb(elbow, 0.034 * height, wrist, 0.027 * height, sleeve);
    brush.limb(shoulder, 0.043 * height, elbow, 0.036 * height, sleeve);
  }

  private void torso(Brush brush, Point2D hip, Point2D neck) {
    Path2D jacket = new Path2D.Double();
    move(jacket, neck, -0.035, -0.012);
    curve(jacket, neck, -0.115, 0.005, neck, -0.128, 0.035, neck, -0.122, 0.085);
    curve(jacket, neck, -0.105, 0.17, hip, -0.098, -0.06, hip, -0.100, 0.045);
    curve(jacket, hip, -0.05, 0.062, hip, 0.05, 0.062, hip, 0.096, 0.04);
    curve(jacket, hip, 0.094, -0.06, neck, 0.108, 0.17, neck, 0.112, 0.08);
    curve(jacket, neck, 0.115, 0.035, neck, 0.10, 0.005, neck, 0.04, -0.012);
    jacket.closePath();
    brush.shaded(jacket, JACKET);
    Path2D shirt = new Path2D.Double();
    move(shirt, neck, -0.012, -0.012);
    line(shirt, neck, 0.05, -0.012);
    line(shirt, neck, 0.038, 0.12);
    shirt.closePath();
    brush.shaded(shirt, SHIRT);
    Path2D fold = new Path2D.Double();
    move(fold, neck, 0.035, 0.11);
    line(fold, neck, 0.043, 0.11);
    line(fold, hip, 0.046, 0.05);
    line(fold, hip, 0.038, 0.05);
    fold.closePath();
    brush.fill(fold, Brush.tone(JACKET, 0.5));
  }

  private void head(Brush brush, Point2D neck) {
    brush.limb(
        shifted(neck, 0.008, 0.005),
        0.034 * height,
        shifted(neck, 0.016, -0.035),
        0.032 * height,
        Brush.tone(SKIN, 0.8));
    Point2D centre = shifted(neck, 0.022, -0.088);
    brush.fill(oval(centre, -0.012, -0.014, 0.062, 0.074), HAIR);
    brush.shaded(oval(centre, 0.004, 0.004, 0.052, 0.068), SKIN);
    Path2D fringe = new Path2D.Double();
    move(fringe, centre, -0.062, 0.010);
    curve(fringe, centre, -0.070, -0.085, centre, 0.040, -0.110, centre, 0.054, -0.030);
    curve(fringe, centre, 0.020, -0.048, centre, -0.020, -0.045, centre, -0.034, 0.012);
    fringe.closePath();
    brush.shaded(fringe, HAIR);
    brush.fill(oval(centre, -0.040, 0.010, 0.010, 0.016), Brush.tone(SKIN, 0.85));
    Color dark = Brush.tone(HAIR, 0.8);
    brush.fill(oval(centre, 0.006, -0.006, 0.009, 0.005), dark);
    brush.fill(oval(centre, 0.036, -0.006, 0.008, 0.005), dark);
    brush.fill(oval(centre, 0.024, 0.012, 0.006, 0.014), Brush.tone(SKIN, 0.8));
    brush.fill(oval(centre, 0.020, 0.040, 0.016, 0.005), new Color(150, 86, 78));
  }

  private Point2D along(Point2D from, double angle, double length) {
    return new Point2D.Double(
        from.getX() + height * length * Math.sin(angle),
        from.getY() + height * length * Math.cos(angle));
  }

  private Point2D shifted(Point2D from, double dx, double dy) {
    return new Point2D.Double(from.getX() + dx * height, from.getY() + dy * height);
  }

  private Ellipse2D oval(Point2D from, double dx, double dy, double rx, double ry) {
    Point2D c = shifted(from, dx, dy);
    return new Ellipse2D.Double(
        c.getX() - rx * height, c.getY() - ry * height, 2 * rx * height, 2 * ry * height);
  }

  private void move(Path2D path, Point2D from, double dx, double dy) {
    Point2D p = shifted(from, dx, dy);
    path.moveTo(p.getX(), p.getY());
  }

  private void line(Path2D path, Point2D from, double dx, double dy) {
    Point2D p = shifted(from, dx, dy);
    path.lineTo(p.getX(), p.getY());
  }

  private void curve(
      Path2D path,
      Point2D a,
      double ax,
      double ay,
      Point2D b,
      double bx,
      double by,
      Point2D c,
      double cx,
      double cy) {
    Point2D p = shifted(a, ax, ay);
    Point2D q = shifted(b, bx, by);
    Point2D r = shifted(c, cx, cy);
    path.curveTo(p.getX(), p.getY(), q.getX(), q.getY(), r.getX(), r.getY());
  }
}
