package io.sightline.alerting.core;

/**
 * One coordinate of something that moves steadily, as a Kalman filter with two states knows it. The
 * coordinates of a box's centre do not depend on each other in that model, so two of these say as
 * much as one filter for both.
 *
 * @param velocity per second
 * @param place variance of the position
 * @param both covariance of position and velocity
 * @param pace variance of the velocity
 */
record Axis(float position, float velocity, float place, float both, float pace) {
  /** Longer gaps than this say nothing more about where it went, seconds. */
  private static final double LONGEST_STEP = 2;

  /**
   * @param noise how far off a measurement is, standard deviation
   * @param speed how fast it may be at first, standard deviation
   */
  static Axis at(double position, double noise, double speed) {
    return of(position, 0, noise * noise, 0, speed * speed);
  }

  /**
   * Where it would be after the time.
   *
   * @param jolt how much it may speed up or turn, standard deviation per second squared
   */
  Axis after(double seconds, double jolt) {
    double t = Math.max(0, Math.min(LONGEST_STEP, seconds));
    double q = jolt * jolt;
    return of(
        position + velocity * t,
        velocity,
        place + t * (2 * both + t * pace) + q * t * t * t * t / 4,
        both + t * pace + q * t * t * t / 2,
        pace + q * t * t);
  }

  /** What is known after it was seen there. */
  Axis seen(double measured, double noise) {
    double certainty = place + noise * noise;
    double gain = place / certainty;
    double paceGain = both / certainty;
    double off = measured - position;
    return of(
        position + gain * off,
        velocity + paceGain * off,
        (1 - gain) * place,
        (1 - gain) * both,
        pace - paceGain * both);
  }

  private static Axis of(double position, double velocity, double place, double both, double pace) {
    return new Axis((float) position, (float) velocity, (float) place, (float) both, (float) pace);
  }
}
