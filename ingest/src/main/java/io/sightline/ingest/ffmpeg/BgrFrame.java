package io.sightline.ingest.ffmpeg;

import java.awt.AlphaComposite;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;

/** A Java picture as FFmpeg takes it. */
final class BgrFrame implements AutoCloseable {
  private static final int BYTES_PER_PIXEL = 3;

  private final AVFrame frame = avutil.av_frame_alloc();
  private final BufferedImage canvas;

  BgrFrame(int width, int height) {
    canvas = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    frame.width(width).height(height).format(avutil.AV_PIX_FMT_BGR24);
    int result = avutil.av_frame_get_buffer(frame, 0);
    if (result < 0) {
      throw new IllegalStateException("no memory for a picture: " + Ffmpeg.text(result));
    }
  }

  /** The frame with the picture's pixels, valid until the next call. */
  AVFrame fill(BufferedImage picture) {
    if (picture.getWidth() != canvas.getWidth() || picture.getHeight() != canvas.getHeight()) {
      throw new IllegalArgumentException(
          String.format(
              "picture has %dx%d pixels, expected %dx%d",
              picture.getWidth(), picture.getHeight(), canvas.getWidth(), canvas.getHeight()));
    }
    Graphics2D graphics = canvas.createGraphics();
    graphics.setComposite(AlphaComposite.Src);
    graphics.drawImage(picture, 0, 0, null);
    graphics.dispose();
    byte[] pixels = ((DataBufferByte) canvas.getRaster().getDataBuffer()).getData();
    int row = canvas.getWidth() * BYTES_PER_PIXEL;
    BytePointer target = frame.data(0);
    for (int y = 0; y < canvas.getHeight(); y++) {
      target.position((long) y * frame.linesize(0)).put(pixels, y * row, row);
    }
    return frame;
  }

  @Override
  public void close() {
    avutil.av_frame_free(frame);
  }
}
