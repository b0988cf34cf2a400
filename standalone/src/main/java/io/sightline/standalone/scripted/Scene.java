package io.sightline.standalone.scripted;

import io.sightline.avro.Box;
import io.sightline.avro.Detection;
import io.sightline.clipstore.ClipStore;
import io.sightline.detect.model.Found;
import io.sightline.detect.model.Rect;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What the pictures of scripted cameras show: somebody walks through with a dog, past furniture. A
 * picture is the words of what is in it, one line for each object.
 */
public final class Scene {
  /** Pictures of a visit; then it begins again. */
  static final int STEPS = 64;

  private static final int NOBODY = STEPS;

  private Scene() {}

  static String key(int step) {
    return "scripted/picture-" + picture(step);
  }

  /** To the right and back again, two pictures a step. */
  private static int picture(int step) {
    int place = Math.floorMod(step * 2, 2 * STEPS);
    return place < STEPS ? place : 2 * STEPS - 1 - place;
  }

  static String keyOfNobody() {
    return "scripted/picture-" + NOBODY;
  }

  /** Where the picture differs from the scene. */
  static List<Box> regions(int step) {
    return List.of(box(person(picture(step))), box(dog(picture(step))));
  }

  /** What a detector finds in a picture of a visit. */
  static List<Found> found(int picture) {
    List<Found> all = new ArrayList<>();
    float wobble = (picture % 7) / 100f;
    all.add(new Found("person", 0.86f - wobble, person(picture)));
    all.add(new Found("dog", 0.71f - wobble, dog(picture)));
    all.addAll(furniture());
    return all;
  }

  /** What it finds when nobody is there. */
  static List<Found> furniture() {
    return List.of(
        new Found("couch", 0.64f, new Rect(0.02f, 0.55f, 0.3f, 0.95f)),
        new Found("chair", 0.52f, new Rect(0.8f, 0.6f, 0.95f, 0.9f)),
        new Found("potted plant", 0.38f, new Rect(0.9f, 0.1f, 0.99f, 0.4f)));
  }

  /** As records have it. */
  static List<Detection> detections(List<Found> found) {
    return found.stream()
        .map(
            f ->
                Detection.newBuilder()
                    .setLabel(f.label())
                    .setScore(f.score())
                    .setBox(box(f.box()))
                    .build())
        .toList();
  }

  /** Writes all pictures that scripted cameras name. */
  public static void writeTo(ClipStore store) throws IOException {
    for (int picture = 0; picture <= NOBODY; picture++) {
      List<Found> found = picture == NOBODY ? furniture() : found(picture);
      store.put("scripted/picture-" + picture, words(found).getBytes(StandardCharsets.UTF_8));
    }
  }

  private static String words(List<Found> found) {
    StringBuilder words = new StringBuilder();
    for (Found f : found) {
      Rect b = f.box();
      words.append(f.label());
      for (float number : new float[] {f.score(), b.left(), b.top(), b.right(), b.bottom()}) {
        words.append(',').append(number);
      }
      words.append('\n');
    }
    return words.toString();
  }

  /** The inverse of what {@link #writeTo} writes. */
  static List<Found> read(byte[] picture) {
    return new String(picture, StandardCharsets.UTF_8).lines().map(Scene::object).toList();
  }

  private static Found object(String line) {
    String[] words = line.split(",");
    if (words.length != 6) {
      throw new IllegalArgumentException(
          "picture says '" + line + "': expected label,score,left,top,right,bottom");
    }
    Rect box = new Rect(number(words[2]), number(words[3]), number(words[4]), number(words[5]));
    return new Found(words[0], number(words[1]), box);
  }

  private static float number(String word) {
    return Float.parseFloat(word);
  }

  private static Rect person(int picture) {
    float left = 0.1f + 0.6f * picture / STEPS;
    return new Rect(left, 0.3f, left + 0.12f, 0.8f);
  }

  private static Rect dog(int picture) {
    float left = 0.02f + 0.6f * picture / STEPS;
    return new Rect(left, 0.7f, left + 0.09f, 0.85f);
  }

  private static Box box(Rect rect) {
    return new Box(rect.left(), rect.top(), rect.right() - rect.left(), rect.bottom() - rect.top());
  }
}
