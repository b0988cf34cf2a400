package io.sightline.standalone.scripted;

import io.sightline.detect.model.Detector;
import io.sightline.detect.model.DetectorModel;
import io.sightline.detect.model.Found;
import io.sightline.detect.model.Rect;
import java.util.List;

/** Finds what the words of a scripted picture say, at once. */
public final class ScriptedModel implements DetectorModel {
  @Override
  public String name() {
    return "scripted";
  }

  @Override
  public String digest() {
    return "5c";
  }

  @Override
  public Detector newDetector() {
    return new Detector() {
      @Override
      public List<Found> detect(byte[] picture, List<Rect> regions) {
        return Scene.read(picture);
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public void close() {}
}
