package io.sightline.ingest.ffmpeg;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.bytedeco.ffmpeg.global.avutil;

/** The library itself: loading it, its process-wide limits, and its error codes in words. */
final class Ffmpeg {
  /** No single native buffer is larger: a broken header must not take the machine's memory. */
  private static final long MAX_ALLOCATION_BYTES = 512L << 20;

  static final long NO_TIME = Long.MIN_VALUE;
  static final int MICROS_PER_SECOND = 1_000_000;

  static {
    // JavaCPP otherwise refuses to allocate, or collects garbage over and over, once the whole
    // process is larger than twice the Java heap: native memory here is bounded by other means.
    setIfAbsent("org.bytedeco.javacpp.maxPhysicalBytes", "0");
    setIfAbsent("org.bytedeco.javacpp.maxBytes", "0");
    avutil.av_max_alloc(MAX_ALLOCATION_BYTES);
    NativeLog.install();
  }

  private Ffmpeg() {}

  /** Loads the native libraries; later calls do nothing. */
  static void load() {
    // The static initializer has done it.
  }

  /** What FFmpeg says about an error code. */
  static String text(int code) {
    byte[] buffer = new byte[256];
    avutil.av_strerror(code, buffer, buffer.length);
    int length = 0;
    while (length < buffer.length && buffer[length] != 0) {
      length++;
    }
    return new String(buffer, 0, length, UTF_8);
  }

  /** An error code in words, with what FFmpeg logged about it on this thread, if anything. */
  static String why(int code) {
    String logged = NativeLog.takeLastError();
    return logged.isEmpty() || logged.equals(text(code))
        ? text(code)
        : text(code) + " (" + logged + ")";
  }

  /** Microseconds of a time in units of num/den seconds; {@link #NO_TIME} stays what it is. */
  static long micros(long time, int num, int den) {
    if (time == avutil.AV_NOPTS_VALUE || den == 0) {
      return NO_TIME;
    }
    return avutil.av_rescale(time, (long) num * MICROS_PER_SECOND, den);
  }

  private static void setIfAbsent(String key, String value) {
    if (System.getProperty(key) == null) {
      System.setProperty(key, value);
    }
  }
}
