package io.sightline.ingest.view;

/** What is the matter with the picture as a whole. */
public enum View {
  /** Not seen for long enough. */
  UNKNOWN,
  CLEAR,
  /** Nearly nothing can be told apart, though it could before: a hand, a cloth, paint. */
  COVERED,
  /** Most of it is as bright as can be: a lamp, the sun, a laser. */
  BLINDED,
  /** Another scene than before. */
  MOVED
}
