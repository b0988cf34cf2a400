package io.sightline.standalone.backfill;

import io.sightline.avro.Alert;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What became of an alert.
 *
 * @param before null: it is new
 * @param after null: it is gone
 * @param what differs between the two, for people; empty: nothing
 */
public record Difference(@Nullable Alert before, @Nullable Alert after, List<String> what) {
  /** What became of it. */
  public enum Kind {
    GONE,
    NEW,
    CHANGED,
    SAME
  }

  public Difference {
    if (before == null && after == null) {
      throw new IllegalArgumentException("no alert before and none after: expected one or both");
    }
    what = List.copyOf(what);
  }

  public Kind kind() {
    if (before == null) {
      return Kind.NEW;
    }
    if (after == null) {
      return Kind.GONE;
    }
    return what.isEmpty() ? Kind.SAME : Kind.CHANGED;
  }

  /** The one before where there is one. */
  Alert any() {
    return before != null ? before : Objects.requireNonNull(after);
  }
}
