package io.sightline.ingest.mask;

import io.sightline.avro.Mask;
import java.util.List;

/** The masks of one camera, and what they cover in a picture of a given size. */
public record Masks(List<MaskArea> areas) {
  public static final Masks NONE = new Masks(List.of());

  /**
   * What a picture that was scaled takes from beside a pixel, and what a decoder lets a pixel have
   * of the colour of its neighbours.
   */
  private static final int BLEED_PIXELS = 4;

  /** Encoders work in blocks of so many pixels: none is to hold a part of a mask and more. */
  private static final int BLOCK_PIXELS = 16;

  private static final int SMALL_BLEED_PIXELS = 1;

  public Masks {
    areas = List.copyOf(areas);
  }

  /**
   * @throws IllegalArgumentException a mask is none; the message says which, and why
   */
  public static Masks of(List<Mask> masks) {
    return masks.isEmpty() ? NONE : new Masks(masks.stream().map(MaskArea::of).toList());
  }

  public boolean isEmpty() {
    return areas.isEmpty();
  }

  /** Those that clips and recordings are not to show either. */
  public Masks burntIn() {
    return new Masks(areas.stream().filter(MaskArea::burntIn).toList());
  }

  /** Every pixel that a mask touches. */
  public Cover exact(int width, int height) {
    Cover cover = new Cover(width, height);
    for (MaskArea area : areas) {
      new PolygonFill(area.corners(), cover).fill();
    }
    return cover;
  }

  /** What to leave out of a small picture that is only looked at. */
  public Cover small(int width, int height) {
    return isEmpty() ? new Cover(width, height) : exact(width, height).grown(SMALL_BLEED_PIXELS);
  }

  /** What to make black in a picture that is encoded, so that all under a mask comes out black. */
  public Cover encoded(int width, int height) {
    return inBlocks(widened(width, height));
  }

  /** What to make black before a part of the picture is cut out; see {@link #inBlocks}. */
  public Cover widened(int width, int height) {
    return exact(width, height).grown(BLEED_PIXELS);
  }

  /** With each block of an encoder covered whole or not at all. */
  public static Cover inBlocks(Cover widened) {
    return widened.inBlocks(BLOCK_PIXELS);
  }
}
