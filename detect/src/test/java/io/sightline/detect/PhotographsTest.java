package io.sightline.detect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sightline.detect.model.Detector;
import io.sightline.detect.model.Found;
import io.sightline.detect.model.Nms;
import io.sightline.detect.model.Rect;
import io.sightline.detect.model.Reporting;
import io.sightline.detect.onnx.OnnxModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Average precision at an overlap of one half over the photographs of the assets: a wrong channel
 * order, normalisation, grid or letterbox shows as a fall of it.
 */
final class PhotographsTest {
  private static final float OVERLAP = 0.5f;

  /** An object in a photograph: found by a model, or marked by people. */
  private record Item(long photograph, String label, float score, Rect box) {}

  @ParameterizedTest
  @CsvSource({"yolox_nano, 0.48", "nanodet_m, 0.43"})
  void models_areAsPreciseAsTheirMakersSay(String name, double least) throws Exception {
    Path annotations = Footage.asset("images/train.json");
    JsonNode coco = new ObjectMapper().readTree(annotations.toFile());
    Map<Long, JsonNode> photographs = new LinkedHashMap<>();
    coco.get("images").forEach(image -> photographs.put(image.get("id").asLong(), image));
    List<Item> found = new ArrayList<>();
    Reporting reporting = new Reporting(0.01f, new Nms(0.65f, 100));
    try (OnnxModel model = OnnxModel.open(Footage.asset("models/" + name + ".onnx"), reporting);
        Detector detector = model.newDetector()) {
      for (var photograph : photographs.entrySet()) {
        Path file =
            annotations
                .resolveSibling("train")
                .resolve(photograph.getValue().get("file_name").asText());
        for (Found f : detector.detect(Files.readAllBytes(file), List.of())) {
          found.add(new Item(photograph.getKey(), f.label(), f.score(), f.box()));
        }
      }
    }
    double precision = averagePrecision(marked(coco, photographs), found);
    System.out.printf("%s: AP50 %.3f on %d photographs%n", name, precision, photographs.size());
    assertThat(precision).isGreaterThan(least);
  }

  private static List<Item> marked(JsonNode coco, Map<Long, JsonNode> photographs) {
    Map<Long, String> labels = new LinkedHashMap<>();
    coco.get("categories").forEach(c -> labels.put(c.get("id").asLong(), c.get("name").asText()));
    List<Item> marked = new ArrayList<>();
    for (JsonNode item : coco.get("annotations")) {
      if (item.path("iscrowd").asInt() != 0) {
        continue;
      }
      long photograph = item.get("image_id").asLong();
      float width = photographs.get(photograph).get("width").floatValue();
      float height = photographs.get(photograph).get("height").floatValue();
      JsonNode box = item.get("bbox");
      float left = box.get(0).floatValue() / width;
      float top = box.get(1).floatValue() / height;
      Rect rect =
          new Rect(
              left,
              top,
              left + box.get(2).floatValue() / width,
              top + box.get(3).floatValue() / height);
      marked.add(new Item(photograph, labels.get(item.get("category_id").asLong()), 1, rect));
    }
    return marked;
  }

  /** The mean over the labels that occur. */
  private static double averagePrecision(List<Item> marked, List<Item> found) {
    Map<String, List<Item>> byLabel = new TreeMap<>();
    marked.forEach(item -> byLabel.computeIfAbsent(item.label(), l -> new ArrayList<>()).add(item));
    return byLabel.entrySet().stream()
        .mapToDouble(
            label ->
                precision(
                    label.getValue(),
                    found.stream()
                        .filter(f -> f.label().equals(label.getKey()))
                        .sorted(Comparator.comparingDouble((Item f) -> -f.score()))
                        .toList()))
        .average()
        .orElse(0);
  }

  /** Area under the curve of precision over recall, at 101 points. */
  private static double precision(List<Item> marked, List<Item> found) {
    Set<Item> matched = new HashSet<>();
    double[] best = new double[101];
    int right = 0;
    for (int i = 0; i < found.size(); i++) {
      Item item = found.get(i);
      Item match =
          marked.stream()
              .filter(m -> m.photograph() == item.photograph() && !matched.contains(m))
              .filter(m -> m.box().overlap(item.box()) >= OVERLAP)
              .max(Comparator.comparingDouble(m -> m.box().overlap(item.box())))
              .orElse(null);
      right += match != null && matched.add(match) ? 1 : 0;
      double recall = (double) right / marked.size();
      for (int point = 0; point <= recall * 100; point++) {
        best[point] = Math.max(best[point], right / (i + 1.0));
      }
    }
    double sum = 0;
    for (double value : best) {
      sum += value;
    }
    return sum / best.length;
  }
}
