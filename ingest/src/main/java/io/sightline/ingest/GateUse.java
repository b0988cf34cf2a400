package io.sightline.ingest;

import io.sightline.ingest.media.Playback;

/** Where the gate stands in front of the decoder. */
public enum GateUse {
  /** Before cameras; a recording that is read as fast as it can be is decoded whole. */
  CAMERAS,
  ALWAYS,
  NEVER;

  boolean applies(Playback playback) {
    return this == ALWAYS || (this == CAMERAS && playback == Playback.REAL_TIME);
  }
}
