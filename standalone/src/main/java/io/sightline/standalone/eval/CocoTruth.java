package io.sightline.standalone.eval;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Pictures and what people marked in them, as COCO writes it down.
 *
 * @param pictures in the order of the file
 * @param marked in the order of the file
 */
record CocoTruth(List<Picture> pictures, List<Marked> marked) {

  /**
   * A picture.
   *
   * @param width pixels
   * @param height pixels
   */
  record Picture(long id, String file, int width, int height) {}

  /**
   * An object that somebody marked.
   *
   * @param crowd it stands for many: found or not, it counts for nothing
   */
  record Marked(long picture, String label, PictureBox box, boolean crowd) {}

  /**
   * Reads a file of annotations.
   *
   * @throws IllegalArgumentException if it is none, with what was expected
   */
  static CocoTruth read(Path file) throws IOException {
    JsonNode root = new ObjectMapper().readTree(file.toFile());
    for (String key : List.of("images", "annotations", "categories")) {
      if (!root.path(key).isArray()) {
        throw new IllegalArgumentException(
            "truth " + file + " has no list '" + key + "': expected annotations of COCO");
      }
    }
    Map<Long, String> labels = new LinkedHashMap<>();
    root.get("categories").forEach(c -> labels.put(c.path("id").asLong(), c.path("name").asText()));
    List<Picture> pictures = new ArrayList<>();
    root.get("images")
        .forEach(
            i ->
                pictures.add(
                    new Picture(
                        i.path("id").asLong(),
                        i.path("file_name").asText(),
                        i.path("width").asInt(),
                        i.path("height").asInt())));
    List<Marked> marked = new ArrayList<>();
    root.get("annotations").forEach(a -> marked.add(marked(a, labels, file)));
    return new CocoTruth(List.copyOf(pictures), List.copyOf(marked));
  }

  private static Marked marked(JsonNode annotation, Map<Long, String> labels, Path file) {
    String label = labels.get(annotation.path("category_id").asLong());
    JsonNode box = annotation.path("bbox");
    if (label == null || box.size() != 4) {
      throw new IllegalArgumentException(
          "truth "
              + file
              + ": annotation "
              + annotation.path("id").asText()
              + " has no known category or no box [left, top, width, height]");
    }
    return new Marked(
        annotation.path("image_id").asLong(),
        label,
        new PictureBox(
            box.get(0).asDouble(),
            box.get(1).asDouble(),
            box.get(2).asDouble(),
            box.get(3).asDouble()),
        annotation.path("iscrowd").asInt() != 0);
  }
}
