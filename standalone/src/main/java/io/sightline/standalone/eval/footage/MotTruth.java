package io.sightline.standalone.eval.footage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads boxes as the MOT challenges write them: frame from 1, id, left, top, width, height, … */
final class MotTruth {
  private static final int NUMBERS = 6;
  private static final int CONSIDERED = 6;

  private MotTruth() {}

  /**
   * By frame from 1. Lines whose seventh number is 0 are not to be counted, and are left out.
   *
   * @param width of the pictures, as is the height
   */
  static SortedMap<Integer, List<Place>> read(Path file, int width, int height) throws IOException {
    SortedMap<Integer, List<Place>> frames = new TreeMap<>();
    int line = 0;
    for (String text : Files.readAllLines(file)) {
      line++;
      if (!text.isBlank()) {
        double[] numbers = numbers(file, line, text);
        if (numbers.length == NUMBERS || numbers[CONSIDERED] != 0) {
          frames
              .computeIfAbsent((int) numbers[0], frame -> new ArrayList<>())
              .add(place(numbers, width, height));
        }
      }
    }
    return frames;
  }

  private static Place place(double[] numbers, int width, int height) {
    return new Place(
        (long) numbers[1],
        numbers[2] / width,
        numbers[3] / height,
        numbers[4] / width,
        numbers[5] / height);
  }

  private static double[] numbers(Path file, int line, String text) {
    String[] fields = text.split("[,\\s]+", -1);
    double[] numbers = new double[fields.length];
    try {
      for (int i = 0; i < fields.length; i++) {
        numbers[i] = Double.parseDouble(fields[i]);
      }
    } catch (NumberFormatException e) {
      throw wrong(file, line, text);
    }
    if (numbers.length < NUMBERS || numbers[0] < 1) {
      throw wrong(file, line, text);
    }
    return numbers;
  }

  private static IllegalArgumentException wrong(Path file, int line, String text) {
    return new IllegalArgumentException(
        file
            + " line "
            + line
            + " '"
            + text
            + "': expected frame from 1, id, left, top, width, height, as numbers");
  }
}
