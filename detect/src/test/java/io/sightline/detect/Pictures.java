package io.sightline.detect;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** Pictures made for tests. */
public final class Pictures {
  private Pictures() {}

  /** A picture of one colour, as JPEG. */
  public static byte[] plain(int width, int height, Color colour) {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = picture.createGraphics();
    graphics.setColor(colour);
    graphics.fillRect(0, 0, width, height);
    graphics.dispose();
    return jpeg(picture);
  }

  public static byte[] jpeg(BufferedImage picture) {
    return encoded(picture, "jpg");
  }

  /** A small picture in another format. */
  public static byte[] encoded(String format) {
    return encoded(new BufferedImage(32, 32, BufferedImage.TYPE_3BYTE_BGR), format);
  }

  private static byte[] encoded(BufferedImage picture, String format) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(picture, format, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
