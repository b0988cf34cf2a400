package io.sightline.e2e.watch;

import java.util.List;

/**
 * Somebody who was in the picture.
 *
 * @param first frame with the person, two either way
 * @param last likewise
 */
record Visit(int first, int last) {
  private static final double FRAMES_A_SECOND = 10;

  /** As they were counted by hand in {@code room-visits.mp4}; nothing else happens there. */
  static final List<Visit> IN_THE_ROOM =
      List.of(
          new Visit(60, 198),
          new Visit(228, 449),
          new Visit(502, 701),
          new Visit(745, 869),
          new Visit(921, 1202),
          new Visit(1235, 1362));

  double start() {
    return first / FRAMES_A_SECOND;
  }

  double end() {
    return last / FRAMES_A_SECOND;
  }

  boolean overlaps(WatchJson line) {
    return line.start() <= end() && line.end() >= start();
  }
}
