package io.sightline.detect;

import io.sightline.avro.ModelRef;
import io.sightline.detect.image.HogModel;
import io.sightline.detect.model.DetectorModel;
import io.sightline.detect.onnx.OnnxModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The models that look at each picture, loaded; at least one. */
public record Models(List<DetectorModel> all) implements AutoCloseable {
  public Models {
    if (all.isEmpty()) {
      throw new IllegalArgumentException("no model: expected at least one");
    }
    all = List.copyOf(all);
  }

  /**
   * Loads each and runs it once.
   *
   * @throws IllegalArgumentException if one cannot be used, with what was expected
   */
  public static Models open(DetectConfig config) {
    List<DetectorModel> opened = new ArrayList<>();
    try {
      for (String name : config.chosen()) {
        Path file = file(name, config.modelFolder());
        opened.add(OnnxModel.open(file, config.reporting(), config.options()));
      }
      return new Models(opened.isEmpty() ? List.of(new HogModel(config.reporting())) : opened);
    } catch (RuntimeException e) {
      opened.forEach(DetectorModel::close);
      throw e;
    }
  }

  /**
   * The file of a model.
   *
   * @param name a path, or a name in the catalogue
   * @param folder where the models of the catalogue are
   */
  public static Path file(String name, Path folder) {
    Path given = Path.of(name);
    if (Files.exists(given) || ModelCatalogue.load().byName(name).isEmpty()) {
      return given;
    }
    Path pulled = folder.resolve(name + ".onnx");
    if (!Files.exists(pulled)) {
      throw new IllegalArgumentException(
          "model "
              + name
              + " is not at "
              + pulled
              + ": expected it there; fetch it with: sightline models pull "
              + name);
    }
    return pulled;
  }

  List<ModelRef> refs() {
    return all.stream().map(model -> new ModelRef(model.name(), model.digest())).toList();
  }

  boolean takeCrops() {
    return all.stream().allMatch(DetectorModel::takesCrops);
  }

  /** Most pictures in one run of any of them. */
  int batch() {
    return all.stream().mapToInt(DetectorModel::batch).max().orElse(1);
  }

  @Override
  public void close() {
    all.forEach(DetectorModel::close);
  }
}
