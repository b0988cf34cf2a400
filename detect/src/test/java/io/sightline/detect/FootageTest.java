package io.sightline.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.detect.Evaluation.Scored;
import io.sightline.detect.image.HogModel;
import io.sightline.detect.model.DetectorModel;
import io.sightline.detect.onnx.OnnxModel;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real recordings of the assets, two frames a second. */
final class FootageTest {
  private static final double THRESHOLD = 0.5;
  private static final int CONFIRMING_FRAMES = 3;

  @TempDir Path folder;

  @Test
  void builtInDetector_findsTheVisitorsAndNobodyElse() throws Exception {
    try (DetectorModel model = new HogModel(Evaluation.REPORTING)) {
      List<Scored> room = score(model, "footage/room-visits.mp4");
      assertThat(visitsFound(room)).hasSizeGreaterThanOrEqualTo(4);
      assertThat(room)
          .filteredOn(s -> Evaluation.visit(s.second()) == -1)
          .allMatch(s -> s.score() < THRESHOLD);
    }
  }

  @Test
  void builtInDetector_findsNobodyInTheTree() throws Exception {
    try (DetectorModel model = new HogModel(Evaluation.REPORTING)) {
      assertThat(score(model, "footage/tree-in-wind.avi")).allMatch(s -> s.score() < THRESHOLD);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"yolox_nano", "nanodet_m"})
  void models_findEveryVisitorAndNobodyElse(String name) throws Exception {
    Path file = Footage.asset("models/" + name + ".onnx");
    try (DetectorModel model = OnnxModel.open(file, Evaluation.REPORTING)) {
      List<Scored> room = score(model, "footage/room-visits.mp4");
      assertThat(visitsFound(room)).hasSize(Evaluation.VISITS.length);
      assertThat(room)
          .filteredOn(s -> Evaluation.visit(s.second()) == -1)
          .allMatch(s -> s.score() < THRESHOLD);
    }
  }

  private List<Scored> score(DetectorModel model, String video) throws Exception {
    Footage footage = Footage.read(Footage.asset(video), 2, folder);
    return Evaluation.score(footage, model, true);
  }

  private static List<Integer> visitsFound(List<Scored> scores) {
    return IntStream.range(0, Evaluation.VISITS.length)
        .filter(
            visit ->
                scores.stream()
                        .filter(s -> Evaluation.visit(s.second()) == visit)
                        .filter(s -> s.score() >= THRESHOLD)
                        .count()
                    >= CONFIRMING_FRAMES)
        .boxed()
        .toList();
  }
}
