package io.sightline.console.view;

import java.time.Instant;
import java.util.Comparator;

/** Where a value stands in a {@link Timeline}: newest first, then by id. */
public record Position(Instant at, String id) implements Comparable<Position> {
  private static final Comparator<Position> NEWEST_FIRST =
      Comparator.comparing(Position::at).thenComparing(Position::id).reversed();

  @Override
  public int compareTo(Position other) {
    return NEWEST_FIRST.compare(this, other);
  }
}
