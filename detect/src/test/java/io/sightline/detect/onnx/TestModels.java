package io.sightline.detect.onnx;

import static io.sightline.detect.onnx.OnnxFile.BYTE;
import static io.sightline.detect.onnx.OnnxFile.FLOAT;
import static io.sightline.detect.onnx.OnnxFile.WHOLE;
import static io.sightline.detect.onnx.OnnxFile.attribute;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Models of each layout that find one object whose score is how bright the picture is, 0..1. Their
 * outputs are a constant and one that is multiplied with that brightness.
 */
public final class TestModels {
  private static final int SIDE = 96;
  private static final int CELLS = 144 + 36 + 9;

  /** Value of a bright pixel as the layout wants it. */
  private enum White {
    WHOLE_NUMBER(255),
    ONE(1);

    private final float value;

    White(float value) {
      this.value = value;
    }
  }

  private TestModels() {}

  private static OnnxFile begin(White white, long pictures) {
    return brightness(
        new OnnxFile().input("images", FLOAT, pictures, 3, SIDE, SIDE), "images", white);
  }

  private static OnnxFile brightness(OnnxFile file, String of, White white) {
    return file.node(
            "ReduceMean",
            "mean",
            List.of(of),
            attribute("axes", new long[] {1, 2, 3}),
            attribute("keepdims", 1))
        .constant("white", new float[] {white.value}, 1)
        .node("Div", "bright", List.of("mean", "white"))
        .constant("rank3", new long[] {-1, 1, 1}, 3)
        .node("Reshape", "bright3", List.of("bright", "rank3"))
        .constant("rank2", new long[] {-1, 1}, 2)
        .node("Reshape", "bright2", List.of("bright", "rank2"));
  }

  /** {@code name = base + mask * brightness}, of rank 2 or 3. */
  private static OnnxFile scaled(
      OnnxFile file, String name, float[] base, float[] mask, long... shape) {
    return file.constant(name + "-base", base, shape)
        .constant(name + "-mask", mask, shape)
        .node("Mul", name + "-lit", List.of(name + "-mask", "bright" + shape.length))
        .node("Add", name, List.of(name + "-base", name + "-lit"));
  }

  /** Finds label 2 at 8..24, 16..40 of 96 pixels. */
  static OnnxFile yoloV8(long pictures, int labels) {
    float[] base = new float[(4 + labels) * CELLS];
    float[] mask = new float[base.length];
    float[] box = {16, 28, 16, 24};
    for (int i = 0; i < 4; i++) {
      base[i * CELLS + 70] = box[i];
    }
    mask[(4 + 2) * CELLS + 70] = 1;
    return scaled(begin(White.ONE, pictures), "output0", base, mask, 1, 4 + labels, CELLS)
        .output("output0", FLOAT, pictures, 4 + labels, CELLS);
  }

  /** Finds label 2 at 32..48, 4..36 of 96 pixels. */
  static OnnxFile yolox(long pictures) {
    float[] base = new float[CELLS * 85];
    float[] mask = new float[base.length];
    float[] row = {0.5f, 0.25f, 0, (float) Math.log(2), 1};
    System.arraycopy(row, 0, base, 152 * 85, row.length);
    mask[152 * 85 + 5 + 2] = 1;
    return scaled(begin(White.WHOLE_NUMBER, pictures), "output", base, mask, 1, CELLS, 85)
        .output("output", FLOAT, pictures, CELLS, 85);
  }

  /** The same, but the score is not a number where the picture is brighter than half. */
  static OnnxFile yoloxThatBreaks() {
    float[] base = new float[CELLS * 85];
    base[4] = 1;
    float[] mask = new float[base.length];
    mask[5] = 1;
    return begin(White.WHOLE_NUMBER, 1)
        .constant("half", new float[] {0.5f}, 1)
        .node("Sub", "left", List.of("half", "bright3"))
        .node("Sqrt", "root", List.of("left"))
        .constant("base", base, 1, CELLS, 85)
        .constant("mask", mask, 1, CELLS, 85)
        .node("Mul", "lit", List.of("mask", "root"))
        .node("Add", "output", List.of("base", "lit"))
        .output("output", FLOAT, 1, CELLS, 85);
  }

  /** Writes {@link #yoloxThatBreaks}. */
  public static Path writeOneThatBreaks(Path file) {
    return yoloxThatBreaks().write(file);
  }

  /** Asks for a second picture where there is one: that shows when it runs, and not before. */
  static OnnxFile yoloxThatCannotRun() {
    return brightness(
            new OnnxFile()
                .input("images", FLOAT, 1, 3, SIDE, SIDE)
                .constant("second", new long[] {1}, 1)
                .node("Gather", "other", List.of("images", "second"), attribute("axis", 0)),
            "other",
            White.ONE)
        .constant("mask", new float[CELLS * 85], 1, CELLS, 85)
        .node("Mul", "output", List.of("mask", "bright3"))
        .output("output", FLOAT, 1, CELLS, 85);
  }

  /** Finds label 7 at 0.25..0.75, 0.5..1 of the picture, scaled to the size that is asked for. */
  static OnnxFile detr(long pictures) {
    OnnxFile file =
        begin(White.ONE, pictures)
            .input("orig_target_sizes", WHOLE, pictures, 2)
            .node("Cast", "sizes", List.of("orig_target_sizes"), attribute("to", FLOAT))
            .node("Concat", "twice", List.of("sizes", "sizes"), attribute("axis", 1))
            .constant("rank3x4", new long[] {-1, 1, 4}, 3)
            .node("Reshape", "scale", List.of("twice", "rank3x4"))
            .constant("fractions", new float[] {0.25f, 0.5f, 0.75f, 1, 0, 0, 0, 0}, 1, 2, 4)
            .node("Mul", "boxes", List.of("fractions", "scale"));
    scaled(file, "scores", new float[2], new float[] {1, 0}, 1, 2);
    return scaled(file, "numbers", new float[] {7, 3}, new float[2], 1, 2)
        .node("Cast", "labels", List.of("numbers"), attribute("to", WHOLE))
        .output("labels", WHOLE, pictures, 2)
        .output("boxes", FLOAT, pictures, 2, 4)
        .output("scores", FLOAT, pictures, 2);
  }

  /** Finds label 7 at 0.25..0.75, 0.5..1; the logit is four times the brightness. */
  static OnnxFile detrLogits(long pictures) {
    float[] base = new float[2 * 80];
    Arrays.fill(base, -9);
    float[] mask = new float[base.length];
    base[7] = 0;
    mask[7] = 4;
    OnnxFile file = begin(White.ONE, pictures);
    scaled(file, "logits", base, mask, 1, 2, 80);
    float[] boxes = {0.5f, 0.75f, 0.5f, 0.5f, 0, 0, 0, 0};
    return scaled(file, "pred_boxes", boxes, new float[8], 1, 2, 4)
        .output("logits", FLOAT, pictures, 2, 80)
        .output("pred_boxes", FLOAT, pictures, 2, 4);
  }

  /** Finds label 7 at 0.25..0.75, 0.5..1. */
  static OnnxFile detrRows(long pictures) {
    float[] base = new float[300 * 84];
    float[] mask = new float[base.length];
    System.arraycopy(new float[] {0.5f, 0.75f, 0.5f, 0.5f}, 0, base, 0, 4);
    mask[4 + 7] = 1;
    return scaled(begin(White.ONE, pictures), "output0", base, mask, 1, 300, 84)
        .output("output0", FLOAT, pictures, 300, 84);
  }

  /** Finds label number 17 (cat) at 0.25..0.75, 0.5..1. */
  static OnnxFile tensorFlowSsd() {
    OnnxFile file =
        new OnnxFile()
            .input("image_tensor:0", BYTE, -1, -1, -1, 3)
            .node("Cast", "floats", List.of("image_tensor:0"), attribute("to", FLOAT));
    brightness(file, "floats", White.WHOLE_NUMBER);
    float[] boxes = {0.5f, 0.25f, 1, 0.75f, 0, 0, 0, 0};
    scaled(file, "detection_boxes:0", boxes, new float[8], 1, 2, 4);
    scaled(file, "detection_classes:0", new float[] {17, 1}, new float[2], 1, 2);
    scaled(file, "detection_scores:0", new float[2], new float[] {1, 0}, 1, 2);
    return scaled(file, "counted", new float[] {1}, new float[1], 1, 1)
        .constant("rank1", new long[] {-1}, 1)
        .node("Reshape", "num_detections:0", List.of("counted", "rank1"))
        .output("detection_boxes:0", FLOAT, -1, -1, 4)
        .output("detection_classes:0", FLOAT, -1, -1)
        .output("detection_scores:0", FLOAT, -1, -1)
        .output("num_detections:0", FLOAT, -1);
  }

  /** Finds label number 1 (person) at 0.25..0.75, 0.5..1; a black picture is below zero. */
  static OnnxFile ssd() {
    float[] boxes = {0.25f, 0.5f, 0.75f, 1, 0, 0, 0, 0};
    OnnxFile file = begin(White.ONE, 1);
    scaled(file, "bboxes", boxes, new float[8], 1, 2, 4);
    scaled(file, "numbers", new float[] {1, 2}, new float[2], 1, 2);
    return scaled(file, "raw", new float[2], new float[] {1, 0}, 1, 2)
        .node("Sigmoid", "scores", List.of("raw"))
        .node("Cast", "labels", List.of("numbers"), attribute("to", WHOLE))
        .output("bboxes", FLOAT, 1, 2, 4)
        .output("labels", WHOLE, 1, 2)
        .output("scores", FLOAT, 1, 2);
  }
}
