package io.sightline.standalone.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sightline.detect.model.DetectionException;
import io.sightline.detect.model.Detector;
import io.sightline.detect.model.DetectorModel;
import io.sightline.detect.model.Found;
import io.sightline.detect.model.Nms;
import io.sightline.detect.model.Rect;
import io.sightline.detect.model.Reporting;
import io.sightline.detect.onnx.OnnxModel;
import io.sightline.standalone.eval.CocoTruth.Picture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ImageEvalTest {
  private static final String TRUTH =
      """
      {"categories": [{"id": 17, "name": "cat"}, {"id": 18, "name": "dog"}],
       "images": [{"id": 1, "file_name": "a.jpg", "width": 100, "height": 50},
                  {"id": 2, "file_name": "b.jpg", "width": 100, "height": 50}],
       "annotations": [
         {"id": 1, "image_id": 1, "category_id": 17, "bbox": [0, 0, 50, 50], "iscrowd": 0},
         {"id": 2, "image_id": 2, "category_id": 18, "bbox": [50, 0, 50, 50], "iscrowd": 0}]}
      """;

  @TempDir Path folder;

  @Test
  void findsMissesAndInventions_areCountedAndShown() throws Exception {
    picture("a.jpg", "cat");
    picture("b.jpg", "cat");
    ImageEval eval = new ImageEval(folder, truth(TRUTH), 0.5);
    ImageReport report = eval.run(new SaysWhatThePictureSays());
    assertThat(report.found()).isEqualTo(1);
    assertThat(report.missed()).isEqualTo(1);
    assertThat(report.wrong()).isEqualTo(1);
    assertThat(report.objects()).isEqualTo(2);
    assertThat(report.labels().get("cat").ap50()).isEqualTo(1);
    assertThat(report.labels().get("dog").ap50()).isZero();
    assertThat(report.ap50()).isEqualTo(0.5);
    assertThat(report.table()).contains("all labels", "1 found, 1 missed, 1 wrong");

    Path sheet = folder.resolve("out/sheet.html");
    eval.writeSheet(sheet, report);
    assertThat(sheet)
        .content()
        .contains("b.jpg", "class=\"missed\" x=\"50.0\"", "class=\"wrong\"", "cat 0.90")
        .doesNotContain("a.jpg");
  }

  @Test
  void pictureThatCannotBeExamined_isCountedAndTheOthersStillAre() throws Exception {
    picture("a.jpg", "broken");
    picture("b.jpg", "dog");
    ImageReport report = new ImageEval(folder, truth(TRUTH), 0.5).run(new SaysWhatThePictureSays());
    assertThat(report.failed()).isEqualTo(1);
    assertThat(report.missed()).isEqualTo(2);
    assertThat(report.table()).contains("1 pictures could not be examined");
  }

  @Test
  void fileThatIsNoTruth_isRefused() {
    assertThatThrownBy(() -> new ImageEval(folder, truth("{\"images\": []}"), 0.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has no list 'annotations': expected annotations of COCO");
    String noBox = TRUTH.replace("\"bbox\": [0, 0, 50, 50]", "\"bbox\": [0, 0]");
    assertThatThrownBy(() -> new ImageEval(folder, truth(noBox), 0.5))
        .hasMessageContaining("annotation 1 has no known category or no box");
  }

  /** Acceptance: within .01 of a plain run of the same model on the photographs of the assets. */
  @Test
  void yoloxOnPhotographs_isAsPreciseAsAPlainRun() throws Exception {
    Path assets = Path.of(System.getProperty("sightline.assets", "../shared"));
    Path file = assets.resolve("models/yolox_nano.onnx");
    Path truth = assets.resolve("images/train.json");
    assumeTrue(
        Files.exists(file) && Files.exists(truth), () -> "skipped: no " + file + " or " + truth);
    Path photographs = truth.resolveSibling("train");
    ImageEval eval = new ImageEval(photographs, truth, 0.5);
    try (OnnxModel model = OnnxModel.open(file, new Reporting(0.001f, new Nms(0.65f, 300)));
        PlainReference plain = new PlainReference(file)) {
      ImageReport ours = eval.run(model);
      List<Claim> claims = new ArrayList<>();
      for (Picture picture : CocoTruth.read(truth).pictures()) {
        claims.addAll(plain.claims(picture, photographs.resolve(picture.file())));
      }
      ImageReport theirs = eval.report(model, claims, 0);
      System.out.printf(
          "AP %.4f AP50 %.4f; plain run AP %.4f AP50 %.4f%n",
          ours.ap(), ours.ap50(), theirs.ap(), theirs.ap50());
      assertThat(ours.ap()).isCloseTo(theirs.ap(), within(0.01)).isGreaterThan(0.3);
      assertThat(ours.ap50()).isCloseTo(theirs.ap50(), within(0.01));
    }
  }

  private Path truth(String json) throws IOException {
    return Files.writeString(folder.resolve("truth.json"), json);
  }

  private void picture(String file, String says) throws IOException {
    Files.writeString(folder.resolve(file), says);
  }

  /** Finds it in the left half. */
  private static final class SaysWhatThePictureSays implements DetectorModel {
    @Override
    public String name() {
      return "says";
    }

    @Override
    public String digest() {
      return "00";
    }

    @Override
    public Detector newDetector() {
      return new Detector() {
        @Override
        public List<Found> detect(byte[] picture, List<Rect> regions) throws DetectionException {
          String label = new String(picture, StandardCharsets.UTF_8);
          if (label.equals("broken")) {
            throw new DetectionException("broken");
          }
          return List.of(new Found(label, 0.9f, new Rect(0, 0, 0.5f, 1)));
        }

        @Override
        public void close() {}
      };
    }

    @Override
    public void close() {}
  }
}
