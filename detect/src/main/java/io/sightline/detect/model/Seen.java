package io.sightline.detect.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a look.
 *
 * @param found best first; empty if it failed
 * @param failure why the picture could not be examined; null: it was
 */
public record Seen(List<Found> found, @Nullable Exception failure) {
  public Seen {
    found = List.copyOf(found);
  }

  public static Seen of(List<Found> found) {
    return new Seen(found, null);
  }

  public static Seen failed(Exception failure) {
    return new Seen(List.of(), failure);
  }
}
