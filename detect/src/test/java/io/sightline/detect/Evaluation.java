package io.sightline.detect;

import io.sightline.detect.image.HogModel;
import io.sightline.detect.model.Detector;
import io.sightline.detect.model.DetectorModel;
import io.sightline.detect.model.Found;
import io.sightline.detect.model.Nms;
import io.sightline.detect.model.Rect;
import io.sightline.detect.model.Reporting;
import io.sightline.detect.onnx.OnnxModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Prints how well each detector finds people in real recordings, and how fast: {@code mvn -pl
 * detect -am test-compile}, then run this class on the test class path with the folder of the
 * assets.
 */
final class Evaluation {
  static final Reporting REPORTING = new Reporting(0.2f, new Nms(0.45f, 100));

  /** Frames at 10 a second with a person in room-visits.mp4, from the table of the assets. */
  static final int[][] VISITS = {
    {60, 198}, {228, 449}, {502, 701}, {745, 869}, {921, 1202}, {1235, 1362}
  };

  private static final double[] THRESHOLDS = {0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8};

  /** The best score of a person in each frame. */
  record Scored(double second, double score) {}

  private Evaluation() {}

  /** The visit at this time, from 0; -1 outside all, -2 within the half second around an edge. */
  static int visit(double second) {
    for (int i = 0; i < VISITS.length; i++) {
      double from = VISITS[i][0] / 10.0;
      double to = VISITS[i][1] / 10.0;
      if (second >= from - 0.5 && second <= to + 0.5) {
        return second >= from && second <= to ? i : -2;
      }
    }
    return -1;
  }

  static List<Scored> score(Footage footage, DetectorModel model, boolean regions)
      throws Exception {
    List<Scored> scores = new ArrayList<>();
    try (Detector detector = model.newDetector()) {
      for (Footage.Frame frame : footage.frames()) {
        List<Rect> where = regions ? frame.regions() : List.of();
        scores.add(new Scored(frame.second(), person(detector.detect(frame.jpeg(), where))));
      }
    }
    return scores;
  }

  static double person(List<Found> found) {
    return found.stream()
        .filter(f -> f.label().equals("person"))
        .mapToDouble(Found::score)
        .max()
        .orElse(0);
  }

  public static void main(String[] args) throws Exception {
    Path assets = Path.of(args[0]);
    Map<String, DetectorModel> models = new LinkedHashMap<>();
    models.put("HOG", new HogModel(REPORTING));
    models.put("YOLOX", OnnxModel.open(assets.resolve("models/yolox_nano.onnx"), REPORTING));
    models.put("NanoDet", OnnxModel.open(assets.resolve("models/nanodet_m.onnx"), REPORTING));
    Footage room = footage(assets.resolve("footage/room-visits.mp4"));
    Footage tree = footage(assets.resolve("footage/tree-in-wind.avi"));
    for (var model : models.entrySet()) {
      for (boolean regions : new boolean[] {false, true}) {
        String name = model.getKey() + (regions ? ", around motion" : ", whole frame");
        long start = System.nanoTime();
        List<Scored> scores = score(room, model.getValue(), regions);
        double millis = (System.nanoTime() - start) / 1e6 / room.frames().size();
        System.out.printf(Locale.ROOT, "%n%s: %.1f ms a frame%n", name, millis);
        for (int visit = 0; visit < VISITS.length; visit++) {
          int number = visit;
          print("visit " + (visit + 1), scores, s -> visit(s.second()) == number);
        }
        print("outside", scores, s -> visit(s.second()) == -1);
        print("tree", score(tree, model.getValue(), regions), s -> true);
        if (args.length > 1) {
          perSecond(scores);
        }
      }
    }
  }

  private static Footage footage(Path video) throws Exception {
    Path folder = Files.createTempDirectory("footage");
    return Footage.read(video, 4, folder);
  }

  private static void print(String name, List<Scored> scores, Predicate<Scored> where) {
    List<Scored> chosen = scores.stream().filter(where).toList();
    StringBuilder line = new StringBuilder();
    double best = chosen.stream().mapToDouble(Scored::score).max().orElse(0);
    line.append(
        String.format(Locale.ROOT, "%-8s %4d frames, best %.2f", name, chosen.size(), best));
    for (double threshold : THRESHOLDS) {
      long over = chosen.stream().filter(s -> s.score() >= threshold).count();
      line.append(String.format(Locale.ROOT, " | >=%.1f %3d", threshold, over));
    }
    System.out.println(line);
  }

  private static void perSecond(List<Scored> scores) {
    Map<Integer, Double> best = new LinkedHashMap<>();
    scores.forEach(s -> best.merge((int) s.second(), s.score(), Math::max));
    best.entrySet().stream()
        .sorted(Comparator.comparing(Map.Entry::getKey))
        .forEach(
            e ->
                System.out.printf(
                    Locale.ROOT,
                    "%3d s %.2f visit %d%n",
                    e.getKey(),
                    e.getValue(),
                    1 + visit(e.getKey())));
  }
}
