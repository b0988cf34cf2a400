package io.sightline.ingest.sound;

/**
 * A stretch of sound, one channel at {@link #RATE} samples a second, full scale -1..1.
 *
 * @param atMicros capture time of the first sample
 * @param values not to be changed by anybody any more
 */
@SuppressWarnings("ArrayRecordComponent") // thousands of samples a second: compared by nobody
public record Samples(long atMicros, float[] values) {
  public static final int RATE = 16_000;

  /** How long so many samples last. */
  public static long micros(long samples) {
    return samples * 1_000_000 / RATE;
  }
}
