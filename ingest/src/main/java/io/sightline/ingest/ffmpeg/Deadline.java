package io.sightline.ingest.ffmpeg;

import java.time.Duration;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * Bounds how long FFmpeg may block. It asks back while it waits; the answer is in native memory.
 * Interrupting the thread ends the wait too.
 */
final class Deadline implements AutoCloseable {
  // One for all sources: JavaCPP provides ten instances of a callback and no more. Which source
  // asks, the opaque pointer tells.
  private static final AVIOInterruptCB.Callback_Pointer CHECK =
      new AVIOInterruptCB.Callback_Pointer() {
        @Override
        public int call(Pointer deadlineNanos) {
          return passed(deadlineNanos) || Thread.currentThread().isInterrupted() ? 1 : 0;
        }
      };

  private final LongPointer nanos = new LongPointer(1);

  void attach(AVFormatContext context) {
    context.interrupt_callback().callback(CHECK).opaque(nanos);
  }

  void restart(Duration limit) {
    nanos.put(System.nanoTime() + limit.toNanos());
  }

  boolean passed() {
    return passed(nanos);
  }

  private static boolean passed(Pointer deadlineNanos) {
    return System.nanoTime() - new LongPointer(deadlineNanos).get() >= 0;
  }

  @Override
  public void close() {
    nanos.close();
  }
}
