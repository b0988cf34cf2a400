package io.sightline.standalone.explain;

import io.sightline.avro.Box;
import io.sightline.clipstore.ClipStore;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/** A picture out of the clip store, with a box drawn around what it is about. */
public final class Picture {
  private static final Color RED = new Color(0xe0, 0x20, 0x20);
  private static final int WIDTHS_A_STROKE = 300;

  private Picture() {}

  /**
   * Writes it as JPEG. Throws {@link java.nio.file.NoSuchFileException} if it is not in the store
   * any more.
   *
   * @param box fractions of the picture; null: none is drawn
   */
  public static void write(ClipStore store, String key, @Nullable Box box, Path file)
      throws IOException {
    BufferedImage image;
    try (InputStream in = store.open(key, 0)) {
      image = ImageIO.read(in);
    }
    if (image == null) {
      throw new IOException(key + ": expected a JPEG");
    }
    if (box != null) {
      draw(image, box);
    }
    if (!ImageIO.write(image, "jpg", file.toFile())) {
      throw new IOException(key + ": cannot be written as JPEG");
    }
  }

  private static void draw(BufferedImage image, Box box) {
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(RED);
    graphics.setStroke(new BasicStroke(Math.max(2, image.getWidth() / WIDTHS_A_STROKE)));
    graphics.drawRect(
        Math.round(box.getLeft() * image.getWidth()),
        Math.round(box.getTop() * image.getHeight()),
        Math.round(box.getWidth() * image.getWidth()),
        Math.round(box.getHeight() * image.getHeight()));
    graphics.dispose();
  }
}
