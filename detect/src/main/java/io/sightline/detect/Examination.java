package io.sightline.detect;

import io.sightline.detect.Plan.Part;
import io.sightline.detect.model.DetectionException;
import io.sightline.detect.model.Detector;
import io.sightline.detect.model.Found;
import io.sightline.detect.model.Look;
import io.sightline.detect.model.Seen;
import io.sightline.detect.model.Sighting;
import io.sightline.detect.model.View;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads pictures and shows them to each model, as many at a time as it takes. */
record Examination(FrameBytes pictures) {

  /**
   * One result for each part, in order.
   *
   * @param detectors one of each model
   */
  List<Examined> examine(List<Part> parts, List<Detector> detectors) {
    List<@Nullable Examined> failed = new ArrayList<>();
    List<View> views = new ArrayList<>();
    List<Look> looks = new ArrayList<>();
    for (Part part : parts) {
      try {
        View view = view(part);
        looks.add(new Look(pictures.read(part), part.regions()));
        views.add(view);
        failed.add(null);
      } catch (DetectionException | RuntimeException e) {
        failed.add(Examined.failed(e));
      }
    }
    List<Examined> examined = show(looks, views, detectors);
    List<Examined> results = new ArrayList<>();
    int next = 0;
    for (Examined failure : failed) {
      results.add(failure == null ? examined.get(next++) : failure);
    }
    return results;
  }

  private static View view(Part part) throws DetectionException {
    try {
      return part.isWhole() ? View.WHOLE : new View(part.area());
    } catch (IllegalArgumentException e) {
      throw new DetectionException(e.getMessage() + " (" + part.key() + ")", e);
    }
  }

  private static List<Examined> show(List<Look> looks, List<View> views, List<Detector> detectors) {
    if (looks.isEmpty()) {
      return List.of();
    }
    List<List<Seen>> byModel = new ArrayList<>();
    for (Detector detector : detectors) {
      byModel.add(detector.detectAll(looks));
    }
    List<Examined> examined = new ArrayList<>();
    for (int i = 0; i < looks.size(); i++) {
      int picture = i;
      examined.add(together(byModel.stream().map(m -> m.get(picture)).toList(), views.get(i)));
    }
    return examined;
  }

  /** A picture that one of the models could not examine is not examined. */
  private static Examined together(List<Seen> byModel, View view) {
    List<Sighting> sightings = new ArrayList<>();
    for (int model = 0; model < byModel.size(); model++) {
      Exception failure = byModel.get(model).failure();
      if (failure != null) {
        return Examined.failed(failure);
      }
      for (Found found : byModel.get(model).found()) {
        sightings.add(view.sighting(found, model));
      }
    }
    return new Examined(sightings, null);
  }
}
