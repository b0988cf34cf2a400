package io.sightline.ingest.camera;

import io.sightline.avro.Box;
import io.sightline.avro.Crop;
import io.sightline.clipstore.ClipLayout;
import io.sightline.ingest.motion.Region;
import io.sightline.ingest.space.Media;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stores the pictures of a frame under its clip's prefix. */
final class FrameMedia {
  private final CameraContext context;
  private final HealthReporter health;

  FrameMedia(CameraContext context, HealthReporter health) {
    this.context = context;
    this.health = health;
  }

  /** Returns the key, or null if the picture could not be stored: detection will then say so. */
  @Nullable String frame(String prefix, String frameId, Shot shot) throws IOException {
    if (!context.space().allows(Media.FRAMES)) {
      context.metrics().framesShed.increment();
      return null;
    }
    byte[] jpeg = shot.jpeg();
    String key = ClipLayout.frame(prefix, frameId);
    try {
      if (jpeg == null) {
        throw new IOException("the picture could not be made into a JPEG");
      }
      context.store().put(key, jpeg);
      return key;
    } catch (IOException e) {
      context.metrics().frameFailures.increment();
      health.problem("cannot store frame " + frameId + ": " + e);
      return null;
    }
  }

  /** Those that could be stored. */
  List<Crop> crops(String prefix, String frameId, Shot shot) throws IOException {
    List<Crop> crops = new ArrayList<>();
    for (Shot.Cut cut : shot.crops()) {
      String key = ClipLayout.crop(prefix, frameId, crops.size() + 1);
      try {
        context.store().put(key, cut.jpeg());
        Region where = cut.where();
        Box box = new Box(where.left(), where.top(), where.width(), where.height());
        crops.add(new Crop(key, box));
        context.metrics().crops.increment();
      } catch (IOException e) {
        context.metrics().cropFailures.increment();
        health.problem("cannot store a crop of frame " + frameId + ": " + e);
      }
    }
    return crops;
  }
}
