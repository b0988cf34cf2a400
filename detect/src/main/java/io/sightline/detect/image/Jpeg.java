package io.sightline.detect.image;

import io.sightline.detect.model.DetectionException;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/** Decodes JPEG, refusing what is cut off: OpenCV would fill up the rest with grey. */
final class Jpeg {
  private static final int MAX_BYTES = 64 << 20;

  static {
    // The workers of the detect step are the parallelism; one more level only costs.
    opencv_core.setNumThreads(1);
  }

  private Jpeg() {}

  /**
   * @param flags {@code IMREAD_COLOR} for blue, green, red or {@code IMREAD_GRAYSCALE}
   * @return to be closed by the caller
   */
  static Mat decode(byte[] jpeg, int flags) throws DetectionException {
    requireWhole(jpeg);
    try (BytePointer bytes = new BytePointer(jpeg);
        Mat encoded = new Mat(1, jpeg.length, opencv_core.CV_8UC1, bytes)) {
      Mat decoded = opencv_imgcodecs.imdecode(encoded, flags);
      if (decoded.empty()) {
        decoded.close();
        throw new DetectionException("picture of " + jpeg.length + " bytes is no readable JPEG");
      }
      return decoded;
    } catch (RuntimeException e) {
      throw new DetectionException("picture of " + jpeg.length + " bytes is no readable JPEG", e);
    }
  }

  private static void requireWhole(byte[] jpeg) throws DetectionException {
    if (jpeg.length > MAX_BYTES) {
      throw new DetectionException(
          "picture of " + jpeg.length + " bytes: expected at most " + MAX_BYTES);
    }
    if (jpeg.length < 4 || jpeg[0] != (byte) 0xFF || jpeg[1] != (byte) 0xD8) {
      throw new DetectionException(
          "picture of " + jpeg.length + " bytes is no JPEG: expected it to begin with FF D8");
    }
    int end = jpeg.length;
    while (jpeg[end - 1] == 0) {
      end--;
    }
    if (jpeg[end - 2] != (byte) 0xFF || jpeg[end - 1] != (byte) 0xD9) {
      throw new DetectionException(
          "picture of " + jpeg.length + " bytes is cut off: expected it to end with FF D9");
    }
    JpegSize.read(jpeg);
  }
}
