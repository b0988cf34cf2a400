package io.sightline.detect.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.sightline.detect.model.DetectionException;
import io.sightline.detect.model.DetectorModel;
import io.sightline.detect.model.OutputLayout;
import io.sightline.detect.model.Reporting;
import io.sightline.detect.model.Signature;
import io.sightline.detect.model.TensorSpec;
import io.sightline.detect.model.TensorSpec.Element;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A model file, loaded once and used by every worker. Each inference runs on its worker's thread
 * alone.
 */
public final class OnnxModel implements DetectorModel {
  private final ModelFile file;
  private final OrtSession session;
  private final OutputLayout layout;
  private final Reporting reporting;
  private final int batch;

  private OnnxModel(
      ModelFile file, OrtSession session, OutputLayout layout, Reporting reporting, int batch) {
    this.file = file;
    this.session = session;
    this.layout = layout;
    this.reporting = reporting;
    this.batch = batch;
  }

  /** Opens on the CPU, for one picture at a time. */
  public static OnnxModel open(Path path, Reporting reporting) {
    return open(path, reporting, OnnxOptions.DEFAULT);
  }

  /**
   * Loads a model and runs it once.
   *
   * @throws IllegalArgumentException if the file is missing, no model, or a model of another shape,
   *     or if a provider is missing
   */
  public static OnnxModel open(Path path, Reporting reporting, OnnxOptions options) {
    ModelFile file = ModelFile.read(path);
    OrtSession session = session(file, options);
    try {
      Signature signature = signature(session, file);
      int batch = takesSeveral(signature) ? options.batch() : 1;
      OnnxModel model = new OnnxModel(file, session, OutputLayout.of(signature), reporting, batch);
      try (OnnxDetector detector = model.newDetector()) {
        detector.warmUp();
      }
      return model;
    } catch (OrtException | DetectionException | RuntimeException e) {
      closeQuietly(session, e);
      throw new IllegalArgumentException(file + " cannot be used: " + e.getMessage(), e);
    }
  }

  private static OrtSession session(ModelFile file, OnnxOptions wanted) {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
      Providers.add(options, wanted.providers());
      return OrtEnvironment.getEnvironment().createSession(file.bytes(), options);
    } catch (OrtException e) {
      throw new IllegalArgumentException(file + " is no ONNX model: " + e.getMessage(), e);
    }
  }

  private static Signature signature(OrtSession session, ModelFile file) throws OrtException {
    return new Signature(
        specs(session.getInputInfo()),
        specs(session.getOutputInfo()),
        session.getMetadata().getCustomMetadata(),
        file.labels());
  }

  private static List<TensorSpec> specs(Map<String, NodeInfo> nodes) {
    List<TensorSpec> specs = new ArrayList<>();
    nodes.forEach(
        (name, node) -> {
          boolean tensor = node.getInfo() instanceof TensorInfo;
          long[] shape = tensor ? ((TensorInfo) node.getInfo()).getShape() : new long[0];
          Element element = tensor ? element(((TensorInfo) node.getInfo()).type) : Element.OTHER;
          specs.add(new TensorSpec(name, element, Arrays.stream(shape).boxed().toList()));
        });
    return specs;
  }

  private static Element element(OnnxJavaType type) {
    return switch (type) {
      case FLOAT -> Element.FLOAT;
      case INT32, INT64 -> Element.WHOLE;
      case UINT8 -> Element.BYTE;
      default -> Element.OTHER;
    };
  }

  /** True if inputs and outputs all leave open how many pictures there are. */
  private static boolean takesSeveral(Signature signature) {
    return signature.inputs().stream().allMatch(TensorSpec::isOpenBatch)
        && signature.outputs().stream().allMatch(TensorSpec::isOpenBatch);
  }

  private static void closeQuietly(OrtSession session, Exception cause) {
    try {
      session.close();
    } catch (OrtException e) {
      cause.addSuppressed(e);
    }
  }

  @Override
  public String name() {
    return file.name();
  }

  @Override
  public String digest() {
    return file.digest();
  }

  @Override
  public int batch() {
    return batch;
  }

  /** The output layout that was recognised. */
  public OutputLayout layout() {
    return layout;
  }

  /** Runs the session so many times on an empty picture, and does nothing else. */
  public void runAlone(int times) throws DetectionException {
    try (OnnxDetector detector = newDetector()) {
      detector.runAlone(times);
    } catch (OrtException e) {
      throw new DetectionException("inference failed: " + e.getMessage(), e);
    }
  }

  @Override
  public OnnxDetector newDetector() {
    return new OnnxDetector(session, layout, reporting, batch);
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException(file + ": could not be closed", e);
    }
  }
}
