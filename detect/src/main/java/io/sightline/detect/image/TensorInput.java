package io.sightline.detect.image;

import static org.bytedeco.opencv.global.opencv_core.CV_32FC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import io.sightline.detect.model.DetectionException;
import io.sightline.detect.model.InputForm;
import io.sightline.detect.model.InputForm.Colours;
import io.sightline.detect.model.InputForm.Packing;
import io.sightline.detect.model.Letterbox;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.jspecify.annotations.Nullable;

/**
 * A model's input in native memory, filled from JPEGs: letterboxed, normalised, packed as the model
 * wants it. Room for several pictures one after the other; reused by one thread.
 */
public final class TensorInput implements AutoCloseable {
  private static final int CHANNELS = 3;

  private final InputForm form;
  private final ByteBuffer buffer;
  private final Mat canvas;
  private final MatVector channels = new MatVector(CHANNELS);
  private final List<Mat> planes = new ArrayList<>();
  private @Nullable Letterbox last;

  /**
   * @param pictures room for so many
   */
  public TensorInput(InputForm form, int pictures) {
    this.form = form;
    int size = form.size();
    buffer = ByteBuffer.allocateDirect(pictures * form.bytes()).order(ByteOrder.nativeOrder());
    canvas = new Mat(size, size, CV_8UC3);
    for (int i = 0; i < CHANNELS; i++) {
      channels.put(i, new Mat(size, size, CV_8UC1));
    }
    boolean floats = form.packing() == Packing.PLANES;
    int type = floats ? CV_32FC1 : CV_8UC3;
    int mats = floats ? CHANNELS * pictures : pictures;
    int bytes = pictures * form.bytes() / mats;
    for (int i = 0; i < mats; i++) {
      planes.add(new Mat(size, size, type, new BytePointer(buffer.slice(i * bytes, bytes))));
    }
  }

  /** The tensor, direct; a picture lies behind the other. */
  public ByteBuffer buffer() {
    return buffer;
  }

  /**
   * Fills in a picture and says how the frame lies in it.
   *
   * @param place which of the pictures, from 0
   */
  public Letterbox fill(int place, byte[] jpeg) throws DetectionException {
    try (Mat frame = Jpeg.decode(jpeg, opencv_imgcodecs.IMREAD_COLOR)) {
      Letterbox letterbox = form.letterbox(frame.cols(), frame.rows());
      draw(frame, letterbox);
      pack(place);
      return letterbox;
    }
  }

  private void draw(Mat frame, Letterbox letterbox) {
    if (!letterbox.equals(last)) {
      try (Scalar grey = Scalar.all(form.padding())) {
        canvas.put(grey);
      }
      last = letterbox;
    }
    try (Rect area =
            new Rect(letterbox.left(), letterbox.top(), letterbox.width(), letterbox.height());
        Mat target = new Mat(canvas, area);
        Size size = new Size(letterbox.width(), letterbox.height())) {
      opencv_imgproc.resize(frame, target, size, 0, 0, opencv_imgproc.INTER_LINEAR);
    }
  }

  private void pack(int place) {
    boolean rgb = form.colours() == Colours.RGB;
    if (form.packing() == Packing.PIXELS) {
      Mat pixels = planes.get(place);
      if (rgb) {
        opencv_imgproc.cvtColor(canvas, pixels, opencv_imgproc.COLOR_BGR2RGB);
      } else {
        canvas.copyTo(pixels);
      }
      return;
    }
    opencv_core.split(canvas, channels);
    for (int i = 0; i < CHANNELS; i++) {
      double factor = form.normalisation().factor(i);
      double offset = form.normalisation().offset(i);
      Mat plane = planes.get(place * CHANNELS + (rgb ? CHANNELS - 1 - i : i));
      channels.get(i).convertTo(plane, CV_32FC1, factor, offset);
    }
  }

  @Override
  public void close() {
    planes.forEach(Mat::close);
    channels.close();
    canvas.close();
  }
}
