package io.sightline.ingest.ffmpeg;

import java.util.regex.Pattern;
import org.bytedeco.ffmpeg.avutil.LogCallback;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes FFmpeg's own messages to slf4j, and keeps each thread's latest error for our messages.
 * Errors are logged at debug level: what matters is in our exceptions and counts.
 */
final class NativeLog extends LogCallback {
  private static final Logger LOG = LoggerFactory.getLogger("io.sightline.ingest.ffmpeg.native");
  private static final Pattern ORIGIN = Pattern.compile("^(?:\\[[^\\]]* @ 0x[0-9a-f]+\\] ?)+");
  private static final ThreadLocal<String> LAST_ERROR = ThreadLocal.withInitial(() -> "");

  // Native code holds only the address: this keeps the callback alive.
  private static final NativeLog CALLBACK = new NativeLog();

  static void install() {
    avutil.av_log_set_level(LOG.isTraceEnabled() ? avutil.AV_LOG_INFO : avutil.AV_LOG_ERROR);
    avutil.setLogCallback(CALLBACK);
  }

  /** The latest error on this thread since the last call; empty if there was none. */
  static String takeLastError() {
    String last = LAST_ERROR.get();
    LAST_ERROR.remove();
    return last;
  }

  @Override
  public void call(int level, BytePointer message) {
    String line =
        Address.mask(ORIGIN.matcher(message.getString().strip()).replaceFirst("")).strip();
    if (line.isEmpty()) {
      return;
    }
    if (level > avutil.AV_LOG_ERROR) {
      LOG.trace("{}", line);
      return;
    }
    LAST_ERROR.set(line);
    if (level <= avutil.AV_LOG_FATAL) {
      LOG.error("{}", line);
    } else {
      LOG.debug("{}", line);
    }
  }
}
