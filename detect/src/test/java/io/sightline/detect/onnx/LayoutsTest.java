package io.sightline.detect.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.sightline.detect.Pictures;
import io.sightline.detect.model.DetectionException;
import io.sightline.detect.model.Found;
import io.sightline.detect.model.Look;
import io.sightline.detect.model.Nms;
import io.sightline.detect.model.Rect;
import io.sightline.detect.model.Reporting;
import io.sightline.detect.model.Seen;
import java.awt.Color;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small models of each layout, in the real run time. */
final class LayoutsTest {
  private static final Reporting REPORTING = new Reporting(0.1f, new Nms(0.45f, 100));
  private static final Rect LOWER_MIDDLE = new Rect(0.25f, 0.5f, 0.75f, 1);
  private static final OnnxOptions FOUR = new OnnxOptions(List.of(Providers.CPU), 4);

  @TempDir Path folder;

  @Test
  void yolox_isRecognisedAndRead() throws Exception {
    assertFinds(TestModels.yolox(1), "yolox", "car", 0.8f, box(32, 4, 48, 36));
  }

  @Test
  void yoloV8_isRecognisedAndRead() throws Exception {
    assertFinds(TestModels.yoloV8(1, 80), "yolov8", "car", 0.8f, box(8, 16, 24, 40));
  }

  @Test
  void detrWithSizes_isRecognisedAndRead() throws Exception {
    assertFinds(TestModels.detr(1), "detr", "truck", 0.8f, LOWER_MIDDLE);
  }

  @Test
  void detrWithLogits_isRecognisedAndRead() throws Exception {
    float score = (float) (1 / (1 + Math.exp(-3.2)));
    assertFinds(TestModels.detrLogits(1), "detr-logits", "truck", score, LOWER_MIDDLE);
  }

  @Test
  void detrInRows_isRecognisedAndRead() throws Exception {
    assertFinds(TestModels.detrRows(1), "detr-rows", "truck", 0.8f, LOWER_MIDDLE);
  }

  @Test
  void tensorFlowSsd_isRecognisedAndRead() throws Exception {
    assertFinds(TestModels.tensorFlowSsd(), "tensorflow-ssd", "cat", 0.8f, LOWER_MIDDLE);
  }

  @Test
  void ssd_isRecognisedAndRead() throws Exception {
    // Normalised, 204 of 255 is (204 - 116) / 57.5 or so.
    float bright =
        ((204 - 103.53f) / 57.375f + (204 - 116.28f) / 57.12f + (204 - 123.675f) / 58.395f) / 3;
    float score = (float) (1 / (1 + Math.exp(-bright)));
    assertFinds(TestModels.ssd(), "ssd", "person", score, LOWER_MIDDLE);
  }

  @Test
  void stretchedModel_givesBoxesOfAWideFrame() throws Exception {
    try (OnnxModel model = open(TestModels.detr(1), OnnxOptions.DEFAULT);
        OnnxDetector detector = model.newDetector()) {
      Found found = detector.detect(Pictures.plain(320, 80, Color.WHITE), List.of()).get(0);
      assertThat(found.box()).isEqualTo(LOWER_MIDDLE);
    }
  }

  @Test
  void modelThatTakesSeveralPictures_examinesThemInOneRunEachAsAlone() throws Exception {
    for (OnnxFile file :
        List.of(
            TestModels.yolox(-1),
            TestModels.yoloV8(-1, 80),
            TestModels.detr(-1),
            TestModels.tensorFlowSsd())) {
      try (OnnxModel together = open(file, FOUR);
          OnnxModel alone = OnnxModel.open(folder.resolve("model.onnx"), REPORTING);
          OnnxDetector four = together.newDetector();
          OnnxDetector one = alone.newDetector()) {
        assertThat(together.batch()).isEqualTo(4);
        assertThat(alone.batch()).isEqualTo(1);
        List<Look> looks = greys(50, 100, 150, 200, 250, 130);
        List<Seen> seen = four.detectAll(looks);
        assertThat(seen).isEqualTo(one.detectAll(looks)).hasSize(6);
        assertThat(seen.get(4).found().get(0).score()).isCloseTo(250 / 255f, within(0.01f));
      }
    }
  }

  @Test
  void badPictureAmongOthers_spoilsNoOther() {
    try (OnnxModel model = open(TestModels.yolox(-1), FOUR);
        OnnxDetector detector = model.newDetector()) {
      List<Look> looks =
          List.of(
              greys(100).get(0),
              new Look("no picture".getBytes(StandardCharsets.UTF_8), List.of()),
              greys(200).get(0));
      List<Seen> seen = detector.detectAll(looks);
      assertThat(seen.get(0).found().get(0).score()).isCloseTo(100 / 255f, within(0.01f));
      assertThat(seen.get(1).failure()).hasMessageContaining("is no JPEG");
      assertThat(seen.get(2).found().get(0).score()).isCloseTo(200 / 255f, within(0.01f));
    }
  }

  @Test
  void modelOfOnePicture_isRunForOneAfterTheOther() {
    try (OnnxModel model = open(TestModels.yolox(1), FOUR);
        OnnxDetector detector = model.newDetector()) {
      assertThat(model.batch()).isEqualTo(1);
      assertThat(detector.detectAll(greys(50, 100, 200))).allMatch(s -> s.found().size() == 1);
    }
  }

  @Test
  void labelsInMetadata_areUsed() throws Exception {
    OnnxFile file =
        TestModels.yoloV8(1, 3).metadata("names", "{0: 'hen', 1: \"fox's den\", 2: 'badger'}");
    assertFinds(file, "yolov8", "badger", 0.8f, box(8, 16, 24, 40));
  }

  @Test
  void labelsInAFileBesideTheModel_areUsed() throws Exception {
    Files.writeString(folder.resolve("model.labels"), "hen\nfox\n\nbadger\n");
    assertFinds(TestModels.yoloV8(1, 3), "yolov8", "badger", 0.8f, box(8, 16, 24, 40));
  }

  @Test
  void labelsNamedNowhere_areRefused() {
    assertThatThrownBy(() -> open(TestModels.yoloV8(1, 3), OnnxOptions.DEFAULT))
        .hasMessageContaining("tells 3 labels apart and 0 are named")
        .hasMessageContaining(".labels beside it");
  }

  @Test
  void scoreThatIsNoNumber_isTheFailureOfThatPictureAlone() throws Exception {
    try (OnnxModel model = open(TestModels.yoloxThatBreaks(), OnnxOptions.DEFAULT);
        OnnxDetector detector = model.newDetector()) {
      assertThat(detector.detect(Pictures.plain(64, 64, Color.BLACK), List.of())).hasSize(1);
      assertThatThrownBy(() -> detector.detect(Pictures.plain(64, 64, Color.WHITE), List.of()))
          .isInstanceOf(DetectionException.class)
          .hasMessageContaining("NaN: expected 0 to 1");
      assertThat(detector.detect(Pictures.plain(64, 64, Color.BLACK), List.of())).hasSize(1);
    }
  }

  @Test
  void modelThatCannotRun_isRefusedBeforeAnyFrame() {
    assertThatThrownBy(() -> open(TestModels.yoloxThatCannotRun(), OnnxOptions.DEFAULT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cannot be used")
        .hasMessageContaining("Gather");
  }

  @Test
  void providerThatIsMissing_isRefusedWithThoseThatThereAre() {
    OnnxOptions cuda = new OnnxOptions(List.of("CUDAExecutionProvider", Providers.CPU), 1);
    assertThatThrownBy(() -> open(TestModels.yolox(1), cuda))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "providers 'CUDAExecutionProvider': not in the ONNX Runtime library that is loaded;"
                + " expected one of "
                + String.join(", ", Providers.available()));
    assertThat(Providers.available()).contains("CPUExecutionProvider");
  }

  private OnnxModel open(OnnxFile file, OnnxOptions options) {
    return OnnxModel.open(file.write(folder.resolve("model.onnx")), REPORTING, options);
  }

  private void assertFinds(OnnxFile file, String layout, String label, float score, Rect box)
      throws Exception {
    try (OnnxModel model = open(file, OnnxOptions.DEFAULT);
        OnnxDetector detector = model.newDetector()) {
      assertThat(model.layout().name()).isEqualTo(layout);
      List<Found> found = detector.detectAll(greys(204)).get(0).found();
      assertThat(found).hasSize(1);
      assertThat(found.get(0).label()).isEqualTo(label);
      assertThat(found.get(0).score()).isCloseTo(score, within(0.01f));
      assertThat(found.get(0).box()).isEqualTo(box);
    }
  }

  /** Of 96 pixels. */
  private static Rect box(int left, int top, int right, int bottom) {
    return new Rect(left / 96f, top / 96f, right / 96f, bottom / 96f);
  }

  private static List<Look> greys(int... values) {
    return IntStream.of(values)
        .mapToObj(v -> new Look(Pictures.plain(64, 64, new Color(v, v, v)), List.<Rect>of()))
        .toList();
  }
}
