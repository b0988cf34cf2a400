package io.sightline.ingest.camera;

import io.sightline.ingest.mask.Cover;
import io.sightline.ingest.mask.Masks;
import io.sightline.ingest.media.MediaEvent.Picture;
import io.sightline.ingest.media.PixelBox;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The only way in which a camera's pictures are seen: without what lies under its masks. */
final class MaskedPictures {
  private final Masks masks;
  private @Nullable Cover small;

  MaskedPictures(Masks masks) {
    this.masks = masks;
  }

  /** Brightness 0..255, row by row, of the picture scaled down. */
  byte[] luma(Picture picture, int width, int height) {
    byte[] luma = picture.luma(width, height);
    if (!masks.isEmpty()) {
      cover(width, height).blacken(luma);
    }
    return luma;
  }

  private Cover cover(int width, int height) {
    Cover known = small;
    if (known == null || known.width() != width || known.height() != height) {
      known = masks.small(width, height);
      small = known;
    }
    return known;
  }

  byte[] crop(Picture picture, PixelBox part, int maxSide) throws IOException {
    return picture.crop(part, maxSide, masks);
  }

  byte[] jpeg(Picture picture, int maxWidth) throws IOException {
    return picture.jpeg(maxWidth, masks);
  }
}
