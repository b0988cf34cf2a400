package io.sightline.alerting.core.feedback;

import io.sightline.avro.Subject;
import java.util.List;

/**
 * How sure something has to be where people said that there was nothing: at most {@link
 * #MOST_OF_A_PERSON} for persons, and only for what stays where it is. So whoever is seen well, and
 * whoever moves on by more than their own size, is told however often people said so.
 */
final class Caution {
  private static final double FIRST = 0.5;
  private static final double STEP = 0.15;
  private static final double CAME_NEARER_RATIO = 2.5;
  static final float MOST_OF_A_PERSON = 0.75f;
  static final float MOST_OF_OTHERS = 0.9f;

  private Caution() {}

  /**
   * @param weight of those who said that there was nothing, above 0
   */
  static float asked(Subject subject, double weight) {
    float most = subject == Subject.PERSON ? MOST_OF_A_PERSON : MOST_OF_OTHERS;
    return (float) Math.min(most, FIRST + STEP * weight);
  }

  /** It moved by its own size, or its size changed as of something that comes or goes. */
  static boolean movesOn(List<Look> looks) {
    for (int one = 0; one < looks.size(); one++) {
      for (int other = one + 1; other < looks.size(); other++) {
        Place here = looks.get(one).place();
        Place there = looks.get(other).place();
        if (!here.touches(there) || here.sizeRatio(there) > CAME_NEARER_RATIO) {
          return true;
        }
      }
    }
    return false;
  }
}
