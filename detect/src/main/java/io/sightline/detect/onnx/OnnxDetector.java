package io.sightline.detect.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.sightline.detect.image.TensorInput;
import io.sightline.detect.model.Candidate;
import io.sightline.detect.model.CocoLabels;
import io.sightline.detect.model.DetectionException;
import io.sightline.detect.model.Detector;
import io.sightline.detect.model.Found;
import io.sightline.detect.model.Letterbox;
import io.sightline.detect.model.OutputLayout;
import io.sightline.detect.model.Rect;
import io.sightline.detect.model.Reporting;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One worker's input and output of a shared session. */
final class OnnxDetector implements Detector {
  private final OrtSession session;
  private final OutputLayout layout;
  private final Reporting reporting;
  private final TensorInput input;
  private final Map<String, OnnxTensor> inputs = new LinkedHashMap<>();
  private final Map<String, OnnxTensor> outputs = new LinkedHashMap<>();
  private final List<FloatBuffer> outputBuffers = new ArrayList<>();

  OnnxDetector(OrtSession session, OutputLayout layout, Reporting reporting) {
    this.session = session;
    this.layout = layout;
    this.reporting = reporting;
    this.input = new TensorInput(layout);
    try {
      long[] shape = {1, 3, layout.size(), layout.size()};
      String name = session.getInputNames().iterator().next();
      inputs.put(name, tensor(input.buffer(), shape));
      for (var output : session.getOutputInfo().entrySet()) {
        TensorInfo info = (TensorInfo) output.getValue().getInfo();
        FloatBuffer buffer = direct(info.getNumElements());
        outputBuffers.add(buffer);
        outputs.put(output.getKey(), tensor(buffer, info.getShape()));
      }
    } catch (OrtException e) {
      close();
      throw new IllegalStateException("tensors could not be made: " + e.getMessage(), e);
    }
  }

  private static FloatBuffer direct(long values) {
    return ByteBuffer.allocateDirect(Math.toIntExact(values * Float.BYTES))
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }

  private static OnnxTensor tensor(FloatBuffer buffer, long[] shape) throws OrtException {
    return OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), buffer, shape);
  }

  /** Runs the model on an empty input, so that the first frame is not the slow one. */
  void warmUp() throws OrtException {
    session.run(inputs, Set.of(), outputs).close();
  }

  @Override
  public List<Found> detect(byte[] jpeg, List<Rect> regions) throws DetectionException {
    Letterbox letterbox = input.fill(jpeg);
    try {
      session.run(inputs, Set.of(), outputs).close();
    } catch (OrtException e) {
      throw new DetectionException("inference failed: " + e.getMessage(), e);
    }
    List<Candidate> candidates = layout.decoder().decode(outputBuffers, reporting.minScore());
    List<Found> found = new ArrayList<>();
    for (Candidate candidate : reporting.nms().apply(candidates)) {
      Rect box = letterbox.toFrame(candidate.box());
      if (box.area() > 0) {
        found.add(new Found(CocoLabels.name(candidate.label()), candidate.score(), box));
      }
    }
    return found;
  }

  @Override
  public void close() {
    inputs.values().forEach(OnnxTensor::close);
    outputs.values().forEach(OnnxTensor::close);
    input.close();
  }
}
