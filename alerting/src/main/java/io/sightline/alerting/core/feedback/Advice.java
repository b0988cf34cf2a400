package io.sightline.alerting.core.feedback;

import java.util.List;

/**
 * What people said about something that is seen.
 *
 * @param discount how much lower the score may be than its rule asks for; 0 or more
 * @param known it belongs here, and is no person: nobody is to be told
 * @param mild a person who may belong here: to be told, but mildly
 * @param remarks ids of what led to this
 */
public record Advice(float discount, boolean known, boolean mild, List<String> remarks) {
  static final Advice NONE = new Advice(0, false, false, List.of());

  public Advice {
    remarks = List.copyOf(remarks);
  }

  /** It matters however sure the detector is. */
  public boolean matters() {
    return known || mild;
  }
}
