package io.sightline.detect.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.sightline.detect.model.DetectorModel;
import io.sightline.detect.model.OutputLayout;
import io.sightline.detect.model.Reporting;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/**
 * A model file, loaded once and used by every worker. Each inference runs on its worker's thread
 * alone. Input and output lie in memory that the workers bring, and their shapes are fixed, so that
 * the runtime's own memory stops growing after the first frame of each worker.
 */
public final class OnnxModel implements DetectorModel {
  private final ModelFile file;
  private final OrtSession session;
  private final OutputLayout layout;
  private final Reporting reporting;

  private OnnxModel(ModelFile file, OrtSession session, OutputLayout layout, Reporting reporting) {
    this.file = file;
    this.session = session;
    this.layout = layout;
    this.reporting = reporting;
  }

  /**
   * Loads a model and runs it once.
   *
   * @throws IllegalArgumentException if the file is missing, no model, or a model of another shape
   */
  public static OnnxModel open(Path path, Reporting reporting) {
    ModelFile file = ModelFile.read(path);
    OrtSession session = session(file);
    try {
      OutputLayout layout =
          OutputLayout.forShapes(
              shapes(session.getInputInfo().values()), shapes(session.getOutputInfo().values()));
      OnnxModel model = new OnnxModel(file, session, layout, reporting);
      try (OnnxDetector detector = model.newDetector()) {
        detector.warmUp();
      }
      return model;
    } catch (OrtException | RuntimeException e) {
      closeQuietly(session, e);
      throw new IllegalArgumentException(file + " cannot be used: " + e.getMessage(), e);
    }
  }

  private static OrtSession session(ModelFile file) {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
      return OrtEnvironment.getEnvironment().createSession(file.bytes(), options);
    } catch (OrtException e) {
      throw new IllegalArgumentException(file + " is no ONNX model: " + e.getMessage(), e);
    }
  }

  private static List<long[]> shapes(Collection<NodeInfo> nodes) {
    return nodes.stream()
        .map(node -> node.getInfo() instanceof TensorInfo t ? t.getShape() : new long[0])
        .toList();
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

  /** The output layout that was recognised. */
  public OutputLayout layout() {
    return layout;
  }

  @Override
  public OnnxDetector newDetector() {
    return new OnnxDetector(session, layout, reporting);
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
