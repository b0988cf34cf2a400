package io.sightline.ingest.recording;

import io.sightline.ingest.media.MediaEvent.Packet;

/** How pictures follow each other: where the newest ends, and when one is long in coming. */
final class PictureSteps {
  /** A pause longer than this, and than some pictures, is a hole in the recording. */
  private static final long PAUSE_MICROS = 2_000_000;

  private static final int PICTURES = 4;

  private long lastDts = -1;
  private long step;
  private long end;

  /** Whether there is a hole before the picture. */
  boolean stalls(Packet picture) {
    return lastDts >= 0 && pauseMicros(picture) > Math.max(PAUSE_MICROS, PICTURES * step);
  }

  long pauseMicros(Packet picture) {
    return picture.dtsMicros() - lastDts;
  }

  void take(Packet picture) {
    if (lastDts >= 0 && !stalls(picture)) {
      step = pauseMicros(picture);
    }
    lastDts = picture.dtsMicros();
    long duration = picture.durationMicros() > 0 ? picture.durationMicros() : step;
    end = Math.max(end, picture.ptsMicros() + duration);
  }

  /** When the newest picture is over, on the source's axis. */
  long endMicros() {
    return end;
  }
}
