package io.sightline.detect.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sightline.detect.model.Nms;
import io.sightline.detect.model.Reporting;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OnnxModelTest {
  private static final Reporting REPORTING = new Reporting(0.2f, new Nms(0.45f, 100));

  @TempDir Path folder;

  @Test
  void missingFile_isRefusedWithItsPath() {
    assertRefused(folder.resolve("none.onnx"), "none.onnx does not exist: expected an ONNX model");
  }

  @Test
  void folder_isRefused() {
    assertRefused(folder, "is a folder: expected an ONNX model");
  }

  @Test
  void emptyFile_isRefusedWithItsSize() throws IOException {
    assertRefused(
        Files.createFile(folder.resolve("empty.onnx")),
        "empty.onnx has 0 bytes: expected an ONNX model");
  }

  @Test
  void fileThatIsNoModel_isRefusedWithPathAndSize() throws IOException {
    assertRefused(
        Files.writeString(folder.resolve("text.onnx"), "no model at all"),
        "text.onnx (15 bytes) is no ONNX model");
  }

  /** The file holds one operator, y = x of shape [1, 4], written by hand in protocol buffers. */
  @Test
  void modelOfAnotherShape_isRefusedWithWhatWasFoundAndExpected() throws IOException {
    Path model = folder.resolve("identity.onnx");
    try (InputStream in = OnnxModelTest.class.getResourceAsStream("identity.onnx")) {
      assertThat(in).isNotNull();
      Files.copy(in, model);
    }
    assertRefused(model, "[1, 4]: expected one of, with S the input's side");
  }

  private static void assertRefused(Path model, String message) {
    assertThatThrownBy(() -> OnnxModel.open(model, REPORTING))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
