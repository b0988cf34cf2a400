package io.sightline.standalone.bench;

import java.nio.file.Path;
import java.util.List;

/**
 * A recording that the bench made.
 *
 * @param visits seconds in it
 */
record Stream(String name, Path file, double seconds, List<Span> visits) {

  /** When somebody is in the picture. */
  record Span(double fromSecond, double toSecond) {}

  long pictures() {
    return Math.round(seconds * RoomFilm.FPS);
  }
}
