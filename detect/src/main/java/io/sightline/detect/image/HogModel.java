package io.sightline.detect.image;

import io.sightline.detect.model.Detector;
import io.sightline.detect.model.DetectorModel;
import io.sightline.detect.model.Reporting;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.opencv_objdetect.HOGDescriptor;

/**
 * The people detector that comes with OpenCV: histograms of oriented gradients and a linear
 * classifier. It knows upright people and nothing else.
 */
public final class HogModel implements DetectorModel {
  private final float[] weights;
  private final String digest;
  private final Reporting reporting;

  public HogModel(Reporting reporting) {
    this.reporting = reporting;
    HeadlessOpenCv.load();
    try (FloatPointer people = HOGDescriptor.getDefaultPeopleDetector()) {
      weights = new float[Math.toIntExact(people.limit())];
      people.get(weights);
    }
    digest = sha256(weights);
  }

  private static String sha256(float[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
    bytes.asFloatBuffer().put(values);
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every Java", e);
    }
  }

  @Override
  public String name() {
    return "opencv-hog-people";
  }

  /** SHA-256 of the classifier's weights, big-endian. */
  @Override
  public String digest() {
    return digest;
  }

  /** It looks around what moved by itself, and what it makes of a part was never measured. */
  @Override
  public boolean takesCrops() {
    return false;
  }

  @Override
  public Detector newDetector() {
    return new HogDetector(weights, reporting);
  }

  @Override
  public void close() {}
}
