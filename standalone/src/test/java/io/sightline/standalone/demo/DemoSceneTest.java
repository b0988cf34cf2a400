package io.sightline.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sightline.detect.image.HogModel;
import io.sightline.detect.model.Detector;
import io.sightline.detect.model.DetectorModel;
import io.sightline.detect.model.Found;
import io.sightline.detect.model.Nms;
import io.sightline.detect.model.Rect;
import io.sightline.detect.model.Reporting;
import io.sightline.detect.onnx.OnnxModel;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

final class DemoSceneTest {
  private static final double THRESHOLD = 0.5;
  private static final int STEP = 6;
  private static final Reporting REPORTING = new Reporting(0.2f, new Nms(0.45f, 100));

  private final DemoScene scene = new DemoScene();

  @Test
  void builtInDetector_findsThePersonAndNothingElse() throws Exception {
    try (DetectorModel model = new HogModel(REPORTING)) {
      requirePersonOnly(model);
    }
  }

  @Test
  void yolox_findsThePersonAndNothingElse() throws Exception {
    try (DetectorModel model = OnnxModel.open(asset("models/yolox_nano.onnx"), REPORTING)) {
      requirePersonOnly(model);
    }
  }

  @Test
  void sameNumber_isTheSamePicture() {
    assertThat(pixels(new DemoScene().frame(70))).isEqualTo(pixels(scene.frame(70)));
  }

  @Test
  void numberOutOfRange_isRefused() {
    assertThatThrownBy(() -> scene.frame(DemoScene.FRAMES))
        .hasMessage("frame 360: expected 0 to 359");
  }

  private void requirePersonOnly(DetectorModel model) throws Exception {
    List<Integer> person = new ArrayList<>();
    List<Integer> nobody = new ArrayList<>();
    try (Detector detector = model.newDetector()) {
      for (int number = 0; number < DemoScene.FRAMES; number += STEP) {
        List<Found> found = detector.detect(jpeg(scene.frame(number)), moved(number));
        boolean seen =
            found.stream().anyMatch(f -> f.label().equals("person") && f.score() >= THRESHOLD);
        double second = (double) number / DemoScene.FRAMES_A_SECOND;
        if (seen) {
          (DemoScene.PERSON.contains(second) ? person : nobody).add(number);
        }
      }
    }
    assertThat(person).hasSizeGreaterThan(10);
    assertThat(nobody).isEmpty();
  }

  /** Around all that differs clearly from the first picture. */
  private List<Rect> moved(int number) {
    byte[] before = pixels(scene.frame(0));
    byte[] now = pixels(scene.frame(number));
    Rect moved = null;
    for (int i = 0; i < now.length; i += 3) {
      if (Math.abs((now[i] & 0xFF) - (before[i] & 0xFF)) > 40) {
        float x = (float) (i / 3 % DemoScene.WIDTH) / DemoScene.WIDTH;
        float y = (float) (i / 3 / DemoScene.WIDTH) / DemoScene.HEIGHT;
        Rect point = new Rect(x, y, x, y);
        moved = moved == null ? point : moved.union(point);
      }
    }
    return moved == null ? List.of() : List.of(moved);
  }

  private static byte[] pixels(BufferedImage picture) {
    return ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
  }

  private static byte[] jpeg(BufferedImage picture) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(picture, "jpg", bytes);
    return bytes.toByteArray();
  }

  private static Path asset(String name) {
    Path file = Path.of(System.getProperty("sightline.assets", "../shared")).resolve(name);
    assumeTrue(Files.exists(file), () -> "skipped: no " + file + " (see sightline.assets)");
    return file;
  }
}
