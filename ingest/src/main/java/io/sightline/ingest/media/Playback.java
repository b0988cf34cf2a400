package io.sightline.ingest.media;

/** How fast a recording is read. Live sources come as they come. */
public enum Playback {
  AS_FAST_AS_POSSIBLE,
  /** Each packet at its decoding time, as a camera would deliver it. */
  REAL_TIME
}
