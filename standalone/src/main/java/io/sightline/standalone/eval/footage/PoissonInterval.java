package io.sightline.standalone.eval.footage;

/**
 * What a number of events says about how many there are on average, exact: with less than the low
 * end so many or more, with more than the high end so few or fewer, come by chance in 2.5 of 100
 * cases.
 */
record PoissonInterval(double low, double high) {
  private static final double TAIL = 0.025;
  private static final int HALVINGS = 100;

  static PoissonInterval of(int events) {
    double low = events == 0 ? 0 : solve(mean -> 1 - atMost(events - 1, mean), TAIL, true, events);
    return new PoissonInterval(low, solve(mean -> atMost(events, mean), TAIL, false, events));
  }

  private interface Chance {
    double of(double mean);
  }

  private static double solve(Chance chance, double wanted, boolean rises, int events) {
    double from = 0;
    double to = 4 * events + 20;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (from + to) / 2;
      boolean below = chance.of(middle) < wanted;
      if (below == rises) {
        from = middle;
      } else {
        to = middle;
      }
    }
    return (from + to) / 2;
  }

  /** The chance of so many events or fewer. */
  private static double atMost(int events, double mean) {
    double logTerm = -mean;
    double sum = Math.exp(logTerm);
    for (int k = 1; k <= events; k++) {
      logTerm += Math.log(mean) - Math.log(k);
      sum += Math.exp(logTerm);
    }
    return Math.min(1, sum);
  }
}
