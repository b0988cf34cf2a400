package io.sightline.ingest.camera;

import io.sightline.ingest.media.MediaEvent.Picture;
import io.sightline.ingest.media.PixelBox;
import io.sightline.ingest.motion.Region;
import io.sightline.ingest.motion.Verdict;
import io.sightline.ingest.space.Media;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Makes of a picture what is to be examined. */
final class Shots {
  private final CameraContext context;
  private final MaskedPictures pictures;
  private final HealthReporter health;

  Shots(CameraContext context, MaskedPictures pictures, HealthReporter health) {
    this.context = context;
    this.pictures = pictures;
    this.health = health;
  }

  Shot of(Picture picture, Verdict verdict) throws IOException {
    byte[] jpeg = null;
    int width = Math.min(context.limits().jpegWidth(), picture.width());
    int height = Math.round((float) width * picture.height() / picture.width());
    try {
      jpeg = pictures.jpeg(picture, context.limits().jpegWidth());
    } catch (IOException e) {
      health.problem("cannot make a JPEG: " + e.getMessage());
    }
    List<Region> regions = verdict.regions();
    return new Shot(verdict.atMicros(), jpeg, width, height, regions, crops(picture, regions));
  }

  private List<Shot.Cut> crops(Picture picture, List<Region> regions) throws IOException {
    CameraLimits limits = context.limits();
    List<PixelBox> plan = CropPlan.of(regions, picture.width(), picture.height(), limits.crops());
    if (!plan.isEmpty() && !context.space().allows(Media.CROPS)) {
      context.metrics().cropsShed.increment(plan.size());
      return List.of();
    }
    List<Shot.Cut> cuts = new ArrayList<>();
    for (PixelBox part : plan) {
      try {
        byte[] jpeg = pictures.crop(picture, part, limits.cropPixels());
        cuts.add(new Shot.Cut(jpeg, fractions(part, picture)));
      } catch (IOException e) {
        context.metrics().cropFailures.increment();
        health.problem("cannot cut out a part: " + e.getMessage());
      }
    }
    return cuts;
  }

  private static Region fractions(PixelBox part, Picture picture) {
    float width = picture.width();
    float height = picture.height();
    return new Region(
        part.left() / width, part.top() / height, part.width() / width, part.height() / height);
  }
}
