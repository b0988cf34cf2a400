package io.sightline.detect.image;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REPLICATE;

import io.sightline.detect.model.Candidate;
import io.sightline.detect.model.CocoLabels;
import io.sightline.detect.model.DetectionException;
import io.sightline.detect.model.Detector;
import io.sightline.detect.model.Found;
import io.sightline.detect.model.Rect;
import io.sightline.detect.model.Reporting;
import io.sightline.detect.model.SearchArea;
import io.sightline.detect.model.SvmScore;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.RectVector;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_objdetect.HOGDescriptor;

/** Looks for upright people around what moved. */
final class HogDetector implements Detector {
  private static final int PERSON = 0;

  /** Height of the search area after scaling, pixels; a person has at least 96 of them. */
  private static final int HEIGHT = 256;

  private static final int MAX_WIDTH = 640;

  /** Least size that the detector can look at, pixels. */
  private static final int WINDOW_WIDTH = 64;

  /** From one size of person to the next. */
  private static final double SCALE_STEP = 1.05;

  private static final int STRIDE = 8;

  /** Share of the detector's window beside and above the person in it. */
  private static final float SIDE = 0.2f;

  private static final float TOP = 0.1f;

  private final HOGDescriptor hog = new HOGDescriptor();
  private final Size stride = new Size(STRIDE, STRIDE);
  private final Size noPadding = new Size(0, 0);
  private final Reporting reporting;

  HogDetector(float[] weights, Reporting reporting) {
    this.reporting = reporting;
    try (FloatPointer values = new FloatPointer(weights);
        Mat classifier = new Mat(weights.length, 1, opencv_core.CV_32FC1, values)) {
      hog.setSVMDetector(classifier);
    }
  }

  @Override
  public List<Found> detect(byte[] jpeg, List<Rect> regions) throws DetectionException {
    try (Mat frame = Jpeg.decode(jpeg, opencv_imgcodecs.IMREAD_GRAYSCALE)) {
      float aspect = (float) frame.cols() / frame.rows();
      SearchArea search = SearchArea.around(regions, aspect);
      try (Mat part = scaled(frame, search.area())) {
        List<Candidate> people = people(part, search.area());
        people.removeIf(person -> !search.moved(person.box()));
        return reporting.nms().apply(people).stream()
            .map(person -> new Found(CocoLabels.name(PERSON), person.score(), person.box()))
            .toList();
      }
    }
  }

  /** The area, filled up with the frame's edge where it reaches out, in the size to look at. */
  private static Mat scaled(Mat frame, Rect area) {
    int left = Math.round(area.left() * frame.cols());
    int top = Math.round(area.top() * frame.rows());
    int right = Math.round(area.right() * frame.cols());
    int bottom = Math.round(area.bottom() * frame.rows());
    int insideLeft = Math.max(0, left);
    int insideTop = Math.max(0, top);
    int insideRight = Math.min(frame.cols(), right);
    int insideBottom = Math.min(frame.rows(), bottom);
    double scale = Math.min((double) HEIGHT / (bottom - top), (double) MAX_WIDTH / (right - left));
    int width = Math.max(WINDOW_WIDTH, (int) Math.round((right - left) * scale));
    int height = Math.max(2 * WINDOW_WIDTH, (int) Math.round((bottom - top) * scale));
    Mat result = new Mat();
    try (org.bytedeco.opencv.opencv_core.Rect inside =
            new org.bytedeco.opencv.opencv_core.Rect(
                insideLeft, insideTop, insideRight - insideLeft, insideBottom - insideTop);
        Mat view = new Mat(frame, inside);
        Mat filled = new Mat();
        Size size = new Size(width, height)) {
      opencv_core.copyMakeBorder(
          view,
          filled,
          insideTop - top,
          bottom - insideBottom,
          insideLeft - left,
          right - insideRight,
          BORDER_REPLICATE);
      opencv_imgproc.resize(filled, result, size, 0, 0, opencv_imgproc.INTER_AREA);
    }
    return result;
  }

  private List<Candidate> people(Mat part, Rect area) {
    List<Candidate> people = new ArrayList<>();
    double threshold = SvmScore.margin(reporting.minScore());
    try (RectVector windows = new RectVector();
        DoublePointer margins = new DoublePointer()) {
      hog.detectMultiScale(
          part, windows, margins, threshold, stride, noPadding, SCALE_STEP, 0, false);
      for (long i = 0; i < windows.size(); i++) {
        try (org.bytedeco.opencv.opencv_core.Rect window = windows.get(i)) {
          Rect box = person(window, part, area).intersection(Rect.FRAME);
          if (box.area() > 0) {
            people.add(new Candidate(PERSON, SvmScore.of(margins.get(i)), box));
          }
        }
      }
    }
    return people;
  }

  /** The person in the middle of the window, in fractions of the frame. */
  private static Rect person(org.bytedeco.opencv.opencv_core.Rect window, Mat part, Rect area) {
    float x = area.width() / part.cols();
    float y = area.height() / part.rows();
    return new Rect(
        area.left() + x * (window.x() + SIDE * window.width()),
        area.top() + y * (window.y() + TOP * window.height()),
        area.left() + x * (window.x() + (1 - SIDE) * window.width()),
        area.top() + y * (window.y() + (1 - TOP) * window.height()));
  }

  @Override
  public void close() {
    hog.close();
    stride.close();
    noPadding.close();
  }
}
