package io.sightline.alerting.core;

import io.sightline.avro.Subject;

/** How much speaks for a label, in log-odds over noise. */
record Ballot(String label, Subject subject, float weight) {
  private static final double NOISE = logOdds(Policy.WEAK_SCORE);
  private static final double SUREST_SCORE = 0.98;

  static Ballot of(Sighting sighting) {
    double odds = logOdds(Math.min(SUREST_SCORE, sighting.score())) - NOISE;
    return new Ballot(sighting.label(), sighting.subject(), (float) Math.max(0.01, odds));
  }

  private static double logOdds(double score) {
    return Math.log(score / (1 - score));
  }

  Ballot plus(float more) {
    return new Ballot(label, subject, weight + more);
  }

  Ballot times(float factor) {
    return new Ballot(label, subject, weight * factor);
  }
}
