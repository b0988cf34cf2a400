package io.sightline.ingest.ffmpeg;

import io.sightline.ingest.mask.Masks;
import io.sightline.ingest.media.MediaEvent;
import io.sightline.ingest.media.PixelBox;
import java.io.IOException;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** The picture that a decoder holds right now. */
final class DecodedPicture implements MediaEvent.Picture {
  private final AVFrame frame;
  private final PictureTools tools;
  private final long ptsMicros;
  private final int width;
  private final int height;
  private boolean valid = true;

  DecodedPicture(AVFrame frame, PictureTools tools, long ptsMicros) {
    this.frame = frame;
    this.tools = tools;
    this.ptsMicros = ptsMicros;
    this.width = frame.width();
    this.height = frame.height();
  }

  @Override
  public long ptsMicros() {
    return ptsMicros;
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public int height() {
    return height;
  }

  @Override
  public byte[] luma(int toWidth, int toHeight) {
    checkValid();
    checkPositive(toWidth);
    checkPositive(toHeight);
    return tools.luma(frame, toWidth, toHeight);
  }

  @Override
  public byte[] jpeg(int maxWidth) throws IOException {
    return jpeg(maxWidth, Masks.NONE);
  }

  @Override
  public byte[] jpeg(int maxWidth, Masks masks) throws IOException {
    checkValid();
    checkPositive(maxWidth);
    return tools.jpeg(frame, maxWidth, masks);
  }

  @Override
  public byte[] crop(PixelBox part, int maxSide, Masks masks) throws IOException {
    checkValid();
    checkPositive(maxSide);
    if (!part.fits(width, height)) {
      throw new IllegalArgumentException(
          part + ": expected it to lie in the picture of " + width + "x" + height + " pixels");
    }
    return tools.crop(frame, part, maxSide, masks);
  }

  /** The source moves on: the native picture is another one, or gone. */
  void invalidate() {
    valid = false;
  }

  private void checkValid() {
    if (!valid) {
      throw new IllegalStateException(
          "picture at " + ptsMicros + " us is used after its source moved on");
    }
  }

  private static void checkPositive(int pixels) {
    if (pixels <= 0) {
      throw new IllegalArgumentException("size is " + pixels + " pixels, expected more than 0");
    }
  }
}
