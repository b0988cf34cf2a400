package io.sightline.ingest.ffmpeg;

import io.sightline.ingest.sound.Samples;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swresample;
import org.bytedeco.ffmpeg.swresample.SwrContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/** Decoded sound of any rate, format and number of channels to one channel at 16 kHz. */
final class Resampler implements AutoCloseable {
  private record Format(int rate, int sample, int channels) {}

  private final AVChannelLayout mono = new AVChannelLayout();
  private @Nullable SwrContext context;
  private @Nullable Format format;
  private FloatPointer buffer = new FloatPointer(Samples.RATE);

  Resampler() {
    avutil.av_channel_layout_default(mono, 1);
  }

  /** Empty if it cannot be converted. */
  float[] toMono(AVFrame frame) {
    Format now = new Format(frame.sample_rate(), frame.format(), frame.ch_layout().nb_channels());
    if (!now.equals(format)) {
      open(frame, now);
    }
    SwrContext open = context;
    if (open == null) {
      return new float[0];
    }
    int room = swresample.swr_get_out_samples(open, frame.nb_samples());
    if (room > buffer.capacity()) {
      buffer.close();
      buffer = new FloatPointer(room);
    }
    try (PointerPointer<BytePointer> out = new PointerPointer<>(1)) {
      out.put(0, buffer);
      int count =
          swresample.swr_convert(
              open, out, (int) buffer.capacity(), frame.extended_data(), frame.nb_samples());
      float[] values = new float[Math.max(0, count)];
      buffer.position(0).get(values);
      return values;
    }
  }

  private void open(AVFrame frame, Format now) {
    free();
    format = now;
    SwrContext made = new SwrContext(null);
    int result =
        swresample.swr_alloc_set_opts2(
            made,
            mono,
            avutil.AV_SAMPLE_FMT_FLT,
            Samples.RATE,
            frame.ch_layout(),
            frame.format(),
            frame.sample_rate(),
            0,
            null);
    context = made;
    if (result < 0 || swresample.swr_init(made) < 0) {
      free();
    }
  }

  private void free() {
    SwrContext open = context;
    context = null;
    if (open != null && !open.isNull()) {
      swresample.swr_free(open);
    }
  }

  @Override
  public void close() {
    free();
    buffer.close();
    mono.close();
  }
}
