package io.sightline.e2e.pipeline;

import io.sightline.detect.model.Detector;
import io.sightline.detect.model.DetectorModel;
import io.sightline.detect.model.Found;
import io.sightline.detect.model.Rect;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Finds what the picture's bytes say: {@code person 0.9}, or nothing. */
public final class PictureTellsModel implements DetectorModel {
  private static final Rect WHERE = new Rect(0.4f, 0.3f, 0.55f, 0.8f);

  @Override
  public String name() {
    return "picture-tells";
  }

  @Override
  public String digest() {
    return "00ff";
  }

  @Override
  public Detector newDetector() {
    return new Detector() {
      @Override
      public List<Found> detect(byte[] picture, List<Rect> regions) {
        String[] words = new String(picture, StandardCharsets.UTF_8).split(" ");
        return words.length < 2
            ? List.of()
            : List.of(new Found(words[0], Float.parseFloat(words[1]), WHERE));
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public void close() {}
}
