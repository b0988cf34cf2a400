package io.sightline.alerting.core;

import io.sightline.avro.AlertState;
import org.jspecify.annotations.Nullable;

/**
 * The last revision that was published; revision -1 before the first.
 *
 * @param at capture time of the record that led to it, microseconds
 */
record Told(int revision, AlertState state, long at, @Nullable Shot shot) {
  static final Told NOTHING = new Told(-1, AlertState.UNKNOWN, 0, null);
}
