package io.sightline.alerting.core;

import io.sightline.avro.Alert;
import io.sightline.avro.Box;
import io.sightline.avro.Detection;
import java.util.ArrayList;
import java.util.List;

/**
 * What happens in front of a camera, second by second, written into its log as detections and
 * regions. Time in a scene counts from its begin.
 */
final class Film {
  final CameraLog log = new CameraLog();

  /** What a frame shows at a time. */
  interface Scene {
    void at(double seconds, Shot shot);
  }

  /** One frame being made. */
  static final class Shot {
    private final List<Detection> objects = new ArrayList<>();
    private final List<Box> regions = new ArrayList<>();

    /** Found there, and what differs from the scene has its shape. */
    Shot sees(String label, double score, double left, double top, double width, double height) {
      return finds(label, score, left, top, width, height).moves(left, top, width, height);
    }

    /** Found there, without anything moving. */
    Shot finds(String label, double score, double left, double top, double width, double height) {
      objects.add(new Detection(label, (float) score, box(left, top, width, height), 0, false));
      return this;
    }

    Shot moves(double left, double top, double width, double height) {
      regions.add(box(left, top, width, height));
      return this;
    }

    /** A person of the usual size, who differs from the scene. */
    Shot person(double score, double left) {
      return sees("person", score, left, 0.3, 0.1, 0.4);
    }

    private static Box box(double left, double top, double width, double height) {
      return new Box((float) left, (float) top, (float) width, (float) height);
    }
  }

  Film at(double fps) {
    log.fps = fps;
    return this;
  }

  Film play(double seconds, Scene scene) {
    double begin = log.now;
    while (log.now < begin + seconds - 1e-9) {
      Shot shot = new Shot();
      scene.at(log.now - begin, shot);
      log.frame(frame -> frame.setObjects(shot.objects).setRegions(shot.regions));
    }
    return this;
  }

  /** Nothing is there, but something far from everything moves a little. */
  Film empty(double seconds) {
    return play(seconds, (t, shot) -> shot.moves(0.95, 0.95, 0.02, 0.02));
  }

  Film end() {
    log.endQuietly();
    return this;
  }

  /** Nothing moves, nobody looks, and then something does. */
  Film pause(double seconds) {
    log.quiet(seconds);
    log.begin();
    return this;
  }

  List<Alert> alerts() {
    return log.told();
  }
}
