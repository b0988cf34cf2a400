package io.sightline.ingest.ffmpeg;

import io.sightline.ingest.mask.Cover;
import io.sightline.ingest.mask.Masks;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/**
 * Makes masked parts of a picture black before it is encoded. Only for pictures that are a copy:
 * what a decoder holds is needed for the next picture.
 */
record Blackout(Masks masks, int width, int height, List<Cover.Run> runs) {
  static final Blackout NONE = new Blackout(Masks.NONE, 0, 0, List.of());

  /** Video begins its black at 16: below it an encoder's rounding still comes out black. */
  private static final int BLACK = 0;

  private static final int NO_COLOUR = 128;

  /** For pictures of the size of the cover. */
  static Blackout of(Cover cover) {
    return new Blackout(Masks.NONE, cover.width(), cover.height(), cover.runs());
  }

  /** For pictures like the one given; the same if it fits. */
  Blackout with(Masks wanted, int pictureWidth, int pictureHeight) {
    boolean fits = width == pictureWidth && height == pictureHeight;
    if (wanted.isEmpty() || (fits && wanted.equals(masks))) {
      return wanted.isEmpty() ? NONE : this;
    }
    Cover cover = wanted.encoded(pictureWidth, pictureHeight);
    return new Blackout(wanted, pictureWidth, pictureHeight, cover.runs());
  }

  /**
   * @param copy planar, colour at half the resolution both ways, writable
   */
  void paint(AVFrame copy) {
    if (runs.isEmpty()) {
      return;
    }
    if (copy.format() != avutil.AV_PIX_FMT_YUV420P
        || copy.width() != width
        || copy.height() != height) {
      throw new IllegalStateException(
          "picture of %dx%d pixels in format %d: expected %dx%d in format %d"
              .formatted(
                  copy.width(),
                  copy.height(),
                  copy.format(),
                  width,
                  height,
                  avutil.AV_PIX_FMT_YUV420P));
    }
    for (Cover.Run run : runs) {
      fill(copy, 0, run.row(), run.left(), run.right(), BLACK);
      fill(copy, 1, run.row() / 2, run.left() / 2, (run.right() + 1) / 2, NO_COLOUR);
      fill(copy, 2, run.row() / 2, run.left() / 2, (run.right() + 1) / 2, NO_COLOUR);
    }
  }

  private static void fill(AVFrame copy, int plane, int row, int left, int right, int value) {
    BytePointer pixels = copy.data(plane);
    long from = (long) row * copy.linesize(plane) + left;
    Pointer.memset(pixels.getPointer(from), value, right - left);
  }
}
