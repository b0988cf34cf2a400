package io.sightline.standalone.scripted;

import io.sightline.detect.model.Detector;
import io.sightline.detect.model.DetectorModel;
import io.sightline.detect.model.Found;
import io.sightline.detect.model.Rect;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Finds what the words of a scripted picture say, at once or after a while. */
public final class ScriptedModel implements DetectorModel {
  private final long waitNanos;

  /** One that answers at once. */
  public ScriptedModel() {
    this(Duration.ZERO);
  }

  /**
   * @param wait for each picture, in which the thread does nothing
   */
  public ScriptedModel(Duration wait) {
    this.waitNanos = wait.toNanos();
  }

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
        idle();
        return Scene.read(picture);
      }

      @Override
      public void close() {}
    };
  }

  private void idle() {
    long end = System.nanoTime() + waitNanos;
    for (long left = waitNanos; left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  @Override
  public void close() {}
}
