package io.sightline.detect.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The 80 labels of the COCO data set, in the order in which detection models number them. */
public final class CocoLabels {
  public static final int COUNT = 80;

  /** By index. */
  public static final List<String> ALL =
      List.of(
          "person",
          "bicycle",
          "car",
          "motorcycle",
          "airplane",
          "bus",
          "train",
          "truck",
          "boat",
          "traffic light",
          "fire hydrant",
          "stop sign",
          "parking meter",
          "bench",
          "bird",
          "cat",
          "dog",
          "horse",
          "sheep",
          "cow",
          "elephant",
          "bear",
          "zebra",
          "giraffe",
          "backpack",
          "umbrella",
          "handbag",
          "tie",
          "suitcase",
          "frisbee",
          "skis",
          "snowboard",
          "sports ball",
          "kite",
          "baseball bat",
          "baseball glove",
          "skateboard",
          "surfboard",
          "tennis racket",
          "bottle",
          "wine glass",
          "cup",
          "fork",
          "knife",
          "spoon",
          "bowl",
          "banana",
          "apple",
          "sandwich",
          "orange",
          "broccoli",
          "carrot",
          "hot dog",
          "pizza",
          "donut",
          "cake",
          "chair",
          "couch",
          "potted plant",
          "bed",
          "dining table",
          "toilet",
          "tv",
          "laptop",
          "mouse",
          "remote",
          "keyboard",
          "cell phone",
          "microwave",
          "oven",
          "toaster",
          "sink",
          "refrigerator",
          "book",
          "clock",
          "vase",
          "scissors",
          "teddy bear",
          "hair drier",
          "toothbrush");

  /** Numbers of 1 to 90 that stand for nothing in COCO's own numbering. */
  private static final Set<Integer> UNUSED = Set.of(12, 26, 29, 30, 45, 66, 68, 69, 71, 83);

  /** By COCO's own numbers of categories; empty where a number stands for nothing. */
  public static final List<String> CATEGORIES = categories();

  private CocoLabels() {}

  private static List<String> categories() {
    List<String> categories = new ArrayList<>(List.of(""));
    for (String name : ALL) {
      while (UNUSED.contains(categories.size())) {
        categories.add("");
      }
      categories.add(name);
    }
    return List.copyOf(categories);
  }

  public static String name(int index) {
    return ALL.get(index);
  }
}
