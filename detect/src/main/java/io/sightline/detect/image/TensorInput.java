package io.sightline.detect.image;

import static org.bytedeco.opencv.global.opencv_core.CV_32FC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import io.sightline.detect.model.DetectionException;
import io.sightline.detect.model.Letterbox;
import io.sightline.detect.model.OutputLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
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
 * A model's input in native memory, filled from JPEG: letterboxed, normalised, one plane for each
 * of blue, green and red. Reused from frame to frame by one thread.
 */
public final class TensorInput implements AutoCloseable {
  private static final int CHANNELS = 3;

  private final OutputLayout layout;
  private final FloatBuffer buffer;
  private final Mat canvas;
  private final MatVector channels = new MatVector(CHANNELS);
  private final Mat[] planes = new Mat[CHANNELS];
  private @Nullable Letterbox last;

  public TensorInput(OutputLayout layout) {
    this.layout = layout;
    int size = layout.size();
    buffer =
        ByteBuffer.allocateDirect(CHANNELS * size * size * Float.BYTES)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    canvas = new Mat(size, size, CV_8UC3);
    for (int i = 0; i < CHANNELS; i++) {
      FloatBuffer plane = buffer.slice(i * size * size, size * size);
      planes[i] = new Mat(size, size, CV_32FC1, new FloatPointer(plane));
      channels.put(i, new Mat(size, size, CV_8UC1));
    }
  }

  /** The tensor, direct, of shape {@code [1, 3, size, size]}. */
  public FloatBuffer buffer() {
    return buffer;
  }

  /** Fills the tensor and says how the frame lies in it. */
  public Letterbox fill(byte[] jpeg) throws DetectionException {
    try (Mat frame = Jpeg.decode(jpeg, opencv_imgcodecs.IMREAD_COLOR)) {
      Letterbox letterbox =
          Letterbox.of(frame.cols(), frame.rows(), layout.size(), layout.placement());
      place(frame, letterbox);
      opencv_core.split(canvas, channels);
      for (int i = 0; i < CHANNELS; i++) {
        double factor = layout.normalisation().factor(i);
        double offset = layout.normalisation().offset(i);
        channels.get(i).convertTo(planes[i], CV_32FC1, factor, offset);
      }
      return letterbox;
    }
  }

  private void place(Mat frame, Letterbox letterbox) {
    if (!letterbox.equals(last)) {
      try (Scalar grey = Scalar.all(layout.padding())) {
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

  @Override
  public void close() {
    for (Mat plane : planes) {
      plane.close();
    }
    channels.close();
    canvas.close();
  }
}
