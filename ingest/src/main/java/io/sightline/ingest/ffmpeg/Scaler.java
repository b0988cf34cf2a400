package io.sightline.ingest.ffmpeg;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;

/** Brings pictures to one size and pixel format. Keeps its context and output between pictures. */
final class Scaler implements AutoCloseable {
  private final SwsContext context;
  private final AVFrame output = avutil.av_frame_alloc();

  /**
   * @param pixelFormat FFmpeg's number
   * @param flags of swscale: filter and accuracy
   */
  Scaler(int width, int height, int pixelFormat, int colorRange, int flags) {
    context = swscale.sws_alloc_context();
    context.flags(flags);
    output.width(width).height(height).format(pixelFormat).color_range(colorRange);
    int result = avutil.av_frame_get_buffer(output, 0);
    if (result < 0) {
      close();
      throw new IllegalStateException(
          "no memory for a picture of " + width + "x" + height + ": " + Ffmpeg.text(result));
    }
  }

  /** The scaled picture, valid until the next call; size and format of the input may change. */
  AVFrame scale(AVFrame input) {
    // An encoder may still hold the output of the call before.
    int result = avutil.av_frame_make_writable(output);
    if (result < 0) {
      throw new IllegalStateException("no memory for a picture: " + Ffmpeg.text(result));
    }
    output.colorspace(input.colorspace());
    result = swscale.sws_scale_frame(context, output, input);
    if (result < 0) {
      throw new IllegalStateException(
          "a picture of pixel format "
              + input.format()
              + " cannot be scaled: "
              + Ffmpeg.why(result));
    }
    return output;
  }

  int width() {
    return output.width();
  }

  int height() {
    return output.height();
  }

  boolean fits(int width, int height) {
    return output.width() == width && output.height() == height;
  }

  @Override
  public void close() {
    avutil.av_frame_free(output);
    swscale.sws_free_context(context);
  }
}
