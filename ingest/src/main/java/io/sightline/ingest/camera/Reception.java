package io.sightline.ingest.camera;

import org.jspecify.annotations.Nullable;

/**
 * What came from a camera and what did not, in one epoch, whatever becomes of the source: the one
 * place that knows where a gap begins and ends. Pure; used by one thread at a time.
 */
public final class Reception {
  /** Video that stays away for so long is missing even though the source goes on. */
  private static final long LEAST_GAP_MICROS = 2_000_000;

  private static final int PICTURES_MISSED = 10;

  /**
   * Video that is missing.
   *
   * @param fromMicros capture time of the last video packet before it
   * @param toMicros capture time of the first video packet after it
   */
  public record Gap(long fromMicros, long toMicros, String cause) {}

  private long lastMicros = -1;
  private long silenceMicros = LEAST_GAP_MICROS;
  private @Nullable String lost;
  private @Nullable Gap newest;
  private boolean opened;
  private boolean delivered;
  private long reconnects;
  private long gaps;

  /**
   * The source was opened, for the first time or again.
   *
   * @param fps as announced; 0 if unknown
   */
  void opened(double fps) {
    if (opened) {
      reconnects++;
    }
    opened = true;
    delivered = false;
    silenceMicros =
        Math.max(LEAST_GAP_MICROS, fps > 0 ? Math.round(PICTURES_MISSED * 1e6 / fps) : 0);
  }

  /** A video packet came; returns the gap that it ends, if any. */
  @Nullable Gap video(long atMicros) {
    Gap gap = null;
    long silent = atMicros - lastMicros;
    if (lastMicros >= 0 && !delivered && lost != null) {
      gap = new Gap(lastMicros, atMicros, lost);
    } else if (lastMicros >= 0 && delivered && silent > silenceMicros) {
      gap = new Gap(lastMicros, atMicros, "no video for " + silent / 1000 + " ms");
    }
    delivered = true;
    lost = null;
    lastMicros = Math.max(lastMicros, atMicros);
    if (gap != null) {
      gaps++;
      newest = gap;
    }
    return gap;
  }

  /** The source is lost: what follows the last packet is missing. */
  void lost(String cause) {
    if (lost == null) {
      lost = cause;
    }
  }

  /** Capture time of the newest video packet; -1 if none came. */
  public long lastMicros() {
    return lastMicros;
  }

  /** The newest gap that is over; null if there was none. */
  public @Nullable Gap newestGap() {
    return newest;
  }

  /** How often the source was opened again. */
  public long reconnects() {
    return reconnects;
  }

  /** How many gaps are over. */
  public long gaps() {
    return gaps;
  }
}
