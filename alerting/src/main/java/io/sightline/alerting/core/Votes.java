package io.sightline.alerting.core;

import io.sightline.avro.Subject;
import java.util.ArrayList;
import java.util.List;

/**
 * What a track is, by all that was seen of it: each hit speaks for its label, the more the surer it
 * is. Old hits fade once there is plenty.
 *
 * @param ballots by label, in order of their first hit; one at least
 */
record Votes(List<Ballot> ballots) {
  private static final int MOST_LABELS = 4;
  private static final float PLENTY = 60;

  Votes {
    ballots = ballots == null ? List.of() : List.copyOf(ballots);
  }

  static Votes of(Seen seen) {
    return new Votes(List.of()).with(seen);
  }

  Votes with(Seen seen) {
    List<Ballot> all = new ArrayList<>(ballots);
    float sum = count(all, Ballot.of(seen.best()));
    for (Sighting other : seen.others()) {
      sum = count(all, Ballot.of(other));
    }
    if (all.size() > MOST_LABELS) {
      all.remove(least(all));
    }
    if (sum > PLENTY) {
      float fade = PLENTY / sum;
      all.replaceAll(ballot -> ballot.times(fade));
    }
    return new Votes(all);
  }

  /** Returns the sum of all after it. */
  private static float count(List<Ballot> all, Ballot ballot) {
    float sum = ballot.weight();
    boolean known = false;
    for (int i = 0; i < all.size(); i++) {
      Ballot each = all.get(i);
      sum += each.weight();
      if (!known && each.label().equals(ballot.label())) {
        all.set(i, each.plus(ballot.weight()));
        known = true;
      }
    }
    if (!known) {
      all.add(ballot);
    }
    return sum;
  }

  private static int least(List<Ballot> all) {
    int least = 0;
    for (int i = 1; i < all.size(); i++) {
      least = all.get(i).weight() < all.get(least).weight() ? i : least;
    }
    return least;
  }

  /** The subject for which most speaks. */
  Subject subject() {
    Subject best = ballots.get(0).subject();
    for (Ballot ballot : ballots) {
      best = weight(ballot.subject()) > weight(best) ? ballot.subject() : best;
    }
    return best;
  }

  /** The label for which most speaks. */
  Ballot best() {
    Ballot best = ballots.get(0);
    for (Ballot ballot : ballots) {
      best = ballot.weight() > best.weight() ? ballot : best;
    }
    return best;
  }

  /** How much of all that was seen speaks for the subject, 0..1. */
  double share(Subject subject) {
    return weight(subject) / all();
  }

  /** Labels of other subjects that it was taken for, if that was close. */
  List<String> unsure(Subject subject) {
    List<String> labels = new ArrayList<>();
    for (Ballot ballot : ballots) {
      if (ballot.subject() != subject && ballot.weight() >= Policy.UNSURE_SHARE * all()) {
        labels.add(ballot.label());
      }
    }
    return labels;
  }

  private double weight(Subject subject) {
    double sum = 0;
    for (Ballot ballot : ballots) {
      sum += ballot.subject() == subject ? ballot.weight() : 0;
    }
    return sum;
  }

  private double all() {
    double sum = 0;
    for (Ballot ballot : ballots) {
      sum += ballot.weight();
    }
    return sum;
  }
}
