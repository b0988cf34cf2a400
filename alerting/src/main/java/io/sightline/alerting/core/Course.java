package io.sightline.alerting.core;

/**
 * Where an object goes: its centre moves steadily, its size stays. All scales are those of its box,
 * so that near and far objects, and small and large frames, are treated alike.
 *
 * @param at capture time of the last hit, microseconds
 */
record Course(Axis x, Axis y, float width, float height, long at) {
  private static final double NOISE_SIDES = 0.07;
  private static final double SPEED_SIDES = 1.0;
  private static final double JOLT_SIDES = 1.5;
  private static final double NEW_SIZE_SHARE = 0.4;

  static Course of(Rect box, long at) {
    double side = box.side();
    return new Course(
        Axis.at(box.centreX(), NOISE_SIDES * side, SPEED_SIDES * side),
        Axis.at(box.centreY(), NOISE_SIDES * side, SPEED_SIDES * side),
        box.width(),
        box.height(),
        at);
  }

  Course seen(Rect box, long now) {
    double seconds = (now - at) / 1e6;
    double side = box.side();
    return new Course(
        x.after(seconds, JOLT_SIDES * side).seen(box.centreX(), NOISE_SIDES * side),
        y.after(seconds, JOLT_SIDES * side).seen(box.centreY(), NOISE_SIDES * side),
        (float) (width + NEW_SIZE_SHARE * (box.width() - width)),
        (float) (height + NEW_SIZE_SHARE * (box.height() - height)),
        now);
  }

  /**
   * Where it should be by then. It may have left the frame.
   *
   * @param longest how far ahead it is followed, seconds
   */
  Rect expected(long now, double longest) {
    double seconds = Math.max(0, Math.min(longest, (now - at) / 1e6));
    return new Rect(
        (float) (x.position() + x.velocity() * seconds - width / 2),
        (float) (y.position() + y.velocity() * seconds - height / 2),
        width,
        height);
  }
}
