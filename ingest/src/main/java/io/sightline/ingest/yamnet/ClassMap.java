package io.sightline.ingest.yamnet;

import io.sightline.ingest.sound.Heard;
import io.sightline.ingest.sound.SoundNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which output of the model stands for what, from the list that comes with it. */
final class ClassMap {
  private static final String HEADER = "index,mid,display_name";

  private final List<@Nullable String> labels;

  private ClassMap(List<@Nullable String> labels) {
    this.labels = labels;
  }

  /** The list that lies beside a model: {@code yamnet.tflite} has {@code yamnet_class_map.csv}. */
  static Path beside(Path model) {
    String name = String.valueOf(model.getFileName());
    return model.resolveSibling(name.replaceFirst("\\.[^.]*$", "") + "_class_map.csv");
  }

  static ClassMap read(Path file, int classes) {
    List<String> lines;
    try {
      lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw refused(file, "cannot be read (" + e + ")", classes);
    }
    if (lines.isEmpty() || !lines.get(0).strip().equals(HEADER)) {
      throw refused(file, "does not begin with '" + HEADER + "'", classes);
    }
    List<@Nullable String> labels = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", 3);
      if (cells.length < 3 || !cells[0].equals(String.valueOf(labels.size()))) {
        throw refused(file, "has '" + line + "' as class " + labels.size(), classes);
      }
      labels.add(SoundNames.label(cells[2].strip().replaceAll("^\"|\"$", "")));
    }
    if (labels.size() != classes) {
      throw refused(file, "names " + labels.size() + " classes", classes);
    }
    return new ClassMap(labels);
  }

  private static IllegalArgumentException refused(Path file, String what, int classes) {
    return new IllegalArgumentException(
        "class map %s %s: expected YAMNet's list of %d classes beside the model"
            .formatted(file, what, classes));
  }

  /** Of each label the best score, best first; weak ones are left out. */
  List<Heard> heard(float[] scores, float least) {
    Map<String, Float> best = new HashMap<>();
    for (int i = 0; i < scores.length; i++) {
      String label = labels.get(i);
      if (label != null && scores[i] >= least) {
        best.merge(label, Math.min(1, scores[i]), Math::max);
      }
    }
    return best.entrySet().stream()
        .map(e -> new Heard(e.getKey(), e.getValue()))
        .sorted(Comparator.comparingDouble(Heard::score).reversed().thenComparing(Heard::label))
        .toList();
  }
}
