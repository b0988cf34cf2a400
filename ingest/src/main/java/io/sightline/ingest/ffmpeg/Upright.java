package io.sightline.ingest.ffmpeg;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

/**
 * Turns pictures of a stream that lies on its side the way a player does, so that a detector sees
 * people upright. Keeps its output between pictures.
 */
final class Upright implements AutoCloseable {
  private static final int PLANES = 3;

  private final int quarters;
  private @Nullable Scaler planar;
  private @Nullable AVFrame turned;

  /**
   * @param quarters clockwise, 0 to 3
   */
  Upright(int quarters) {
    this.quarters = quarters;
  }

  /** Whether width and height change places. */
  boolean swaps() {
    return quarters % 2 != 0;
  }

  /** The picture itself if it is upright; else a copy, valid until the next call. */
  AVFrame turn(AVFrame picture) {
    if (quarters == 0) {
      return picture;
    }
    AVFrame from = planar(picture.width(), picture.height()).scale(picture);
    AVFrame to = target(from);
    for (int plane = 0; plane < PLANES; plane++) {
      int width = plane == 0 ? from.width() : (from.width() + 1) / 2;
      int height = plane == 0 ? from.height() : (from.height() + 1) / 2;
      byte[] pixels = turned(read(from, plane, width, height), width, height, quarters);
      write(pixels, to, plane, swaps() ? height : width);
    }
    return to;
  }

  private Scaler planar(int width, int height) {
    Scaler known = planar;
    if (known == null || !known.fits(width, height)) {
      close();
      known =
          new Scaler(
              width,
              height,
              avutil.AV_PIX_FMT_YUV420P,
              avutil.AVCOL_RANGE_JPEG,
              swscale.SWS_AREA | swscale.SWS_BITEXACT);
      planar = known;
    }
    return known;
  }

  private AVFrame target(AVFrame from) {
    AVFrame known = turned;
    if (known == null) {
      known = avutil.av_frame_alloc();
      known.width(swaps() ? from.height() : from.width());
      known.height(swaps() ? from.width() : from.height());
      known.format(from.format()).color_range(from.color_range());
      int result = avutil.av_frame_get_buffer(known, 0);
      if (result < 0) {
        avutil.av_frame_free(known);
        throw new IllegalStateException("no memory for a picture: " + Ffmpeg.text(result));
      }
      turned = known;
    }
    known.colorspace(from.colorspace());
    return known;
  }

  private static byte[] read(AVFrame frame, int plane, int width, int height) {
    BytePointer rows = frame.data(plane);
    byte[] pixels = new byte[width * height];
    for (int y = 0; y < height; y++) {
      rows.position((long) y * frame.linesize(plane)).get(pixels, y * width, width);
    }
    return pixels;
  }

  private static void write(byte[] pixels, AVFrame frame, int plane, int width) {
    BytePointer rows = frame.data(plane);
    for (int y = 0; y < pixels.length / width; y++) {
      rows.position((long) y * frame.linesize(plane)).put(pixels, y * width, width);
    }
  }

  /**
   * One plane, turned.
   *
   * @param quarters clockwise, 0 to 3
   */
  static byte[] turned(byte[] pixels, int width, int height, int quarters) {
    byte[] turned = new byte[pixels.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int at =
            switch (quarters) {
              case 1 -> x * height + height - 1 - y;
              case 2 -> (height - 1 - y) * width + width - 1 - x;
              case 3 -> (width - 1 - x) * height + y;
              default -> y * width + x;
            };
        turned[at] = pixels[y * width + x];
      }
    }
    return turned;
  }

  @Override
  public void close() {
    if (planar != null) {
      planar.close();
      planar = null;
    }
    if (turned != null) {
      avutil.av_frame_free(turned);
      turned = null;
    }
  }
}
