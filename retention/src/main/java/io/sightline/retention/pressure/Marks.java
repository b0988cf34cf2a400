package io.sightline.retention.pressure;

/**
 * Between which free space is kept.
 *
 * @param lowBytes less free: media goes early
 * @param highBytes until so much is free
 */
public record Marks(long lowBytes, long highBytes) {
  public Marks {
    if (lowBytes < 0 || highBytes < lowBytes) {
      throw new IllegalArgumentException(
          "low mark %d bytes, high mark %d bytes: expected 0 or more, and the high one not below the low one"
              .formatted(lowBytes, highBytes));
    }
  }

  /**
   * On a small store a quarter of it, and three eighths: else marks meant for a large one would
   * empty it.
   *
   * @param totalBytes of the store; -1 unknown
   */
  public Marks within(long totalBytes) {
    if (totalBytes < 0) {
      return this;
    }
    long low = Math.min(lowBytes, totalBytes / 4);
    return new Marks(low, Math.max(low, Math.min(highBytes, totalBytes / 8 * 3)));
  }
}
