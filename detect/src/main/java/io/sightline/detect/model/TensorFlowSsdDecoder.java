package io.sightline.detect.model;

import io.sightline.detect.model.InputForm.Colours;
import io.sightline.detect.model.InputForm.Packing;
import io.sightline.detect.model.Letterbox.Placement;
import io.sightline.detect.model.TensorSpec.Element;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * SSD and its like as TensorFlow's object detection exports them: boxes (top, left, bottom, right)
 * in fractions of the picture, the category numbers of COCO, scores, and how many of them count.
 *
 * @param size side of the input, pixels
 */
record TensorFlowSsdDecoder(int size, int boxes, int classes, int scores, int count)
    implements Decoder {
  /** Given where the model takes any size; it scales by itself. */
  private static final int USUAL_SIDE = 320;

  /** Recognises them. */
  record Models() implements Family {
    @Override
    public String expected() {
      return "SSD of TensorFlow: input [N, S, S, 3] of bytes, outputs detection_boxes [N, Q, 4],"
          + " detection_classes [N, Q], detection_scores [N, Q] and num_detections [N]";
    }

    @Override
    public @Nullable OutputLayout layout(Signature model) {
      if (model.inputs().size() != 1) {
        return null;
      }
      TensorSpec picture = model.inputs().get(0);
      int boxes = model.output("detection_boxes");
      int classes = model.output("detection_classes");
      int scores = model.output("detection_scores");
      int count = model.output("num_detections");
      if (picture.element() != Element.BYTE
          || !picture.isBatch()
          || !picture.fits(TensorSpec.OPEN, TensorSpec.OPEN, TensorSpec.OPEN, 3)
          || Math.min(Math.min(boxes, classes), Math.min(scores, count)) < 0) {
        return null;
      }
      int size =
          picture.isOpen(1) && picture.isOpen(2)
              ? USUAL_SIDE
              : model.side(picture.dim(1), picture.dim(2));
      List<String> names = model.labels().isEmpty() ? CocoLabels.CATEGORIES : shifted(model);
      InputForm form =
          new InputForm(
              size, Placement.STRETCH, 0, Colours.RGB, Normalisation.NONE, Packing.PIXELS);
      return size == 0
          ? null
          : new OutputLayout(
              "tensorflow-ssd",
              form,
              names,
              new TensorFlowSsdDecoder(size, boxes, classes, scores, count));
    }

    private static List<String> shifted(Signature model) {
      List<String> names = new ArrayList<>(List.of(""));
      names.addAll(model.labels());
      return names;
    }
  }

  @Override
  public List<Candidate> decode(List<Tensor> outputs, float minScore) throws DetectionException {
    Tensor values = outputs.get(scores);
    values.require(-1);
    int most = values.shape().get(0);
    outputs.get(classes).require(most);
    outputs.get(boxes).require(most, 4);
    float counted = outputs.get(count).get(0);
    if (!(counted >= 0 && counted <= most)) {
      throw new DetectionException(
          "the model found " + counted + " objects: expected 0 to " + most);
    }
    List<Candidate> found = new ArrayList<>();
    for (int i = 0; i < (int) counted; i++) {
      float score = Scores.require(values.get(i), i);
      if (score >= minScore) {
        found.add(new Candidate(Scores.label(outputs.get(classes).get(i)), score, box(outputs, i)));
      }
    }
    return found;
  }

  private Rect box(List<Tensor> outputs, int index) {
    Rect turned = Rect.edges(outputs.get(boxes), 4 * index, size);
    return new Rect(turned.top(), turned.left(), turned.bottom(), turned.right());
  }
}
