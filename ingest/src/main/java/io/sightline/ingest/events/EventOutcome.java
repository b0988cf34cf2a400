package io.sightline.ingest.events;

/** What becomes of an event that was told. */
public enum EventOutcome {
  /** It goes into the camera's activities. */
  TAKEN,
  /** It was told before, with its end. */
  REPEATED,
  /** The camera is not open in this process. */
  ELSEWHERE,
  /** The camera is configured to be left alone: {@code analysis: off}. */
  OFF,
  /** Too many wait for the camera's next picture. */
  FULL,
  /** The camera showed no picture for too long after it was taken. */
  UNSEEN
}
