package io.sightline.alerting.core.feedback;

import java.util.List;

/**
 * Whether what is about to alert is what people said is none.
 *
 * @param holds true: it is not to alert on this evidence
 * @param remarks ids of what was taken into account, also if it does not hold
 */
public record Doubt(boolean holds, List<String> remarks) {
  static final Doubt NONE = new Doubt(false, List.of());

  public Doubt {
    remarks = List.copyOf(remarks);
  }
}
