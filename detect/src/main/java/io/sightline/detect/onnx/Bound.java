package io.sightline.detect.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.sightline.detect.model.DetectionException;
import io.sightline.detect.model.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Inputs and outputs of a session for a number of pictures. Where the shapes of all outputs are
 * known they lie in memory that is brought along, so that the runtime's own stops growing.
 */
final class Bound implements AutoCloseable {
  private final OrtSession session;
  private final int pictures;
  private final Map<String, OnnxTensor> inputs = new LinkedHashMap<>();
  private final Map<String, OnnxTensor> outputs = new LinkedHashMap<>();
  private final List<Tensor> outputValues = new ArrayList<>();

  /**
   * @param pixels the pictures, direct, one after the other
   * @param side of a picture; given to a model that asks to which size it shall scale boxes
   */
  Bound(OrtSession session, int pictures, ByteBuffer pixels, int side) throws OrtException {
    this.session = session;
    this.pictures = pictures;
    try {
      for (var input : session.getInputInfo().entrySet()) {
        TensorInfo info = (TensorInfo) input.getValue().getInfo();
        inputs.put(
            input.getKey(), inputs.isEmpty() ? picture(info, pixels, side) : sizes(info, side));
      }
      bindOutputs();
    } catch (OrtException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private OnnxTensor picture(TensorInfo info, ByteBuffer pixels, int side) throws OrtException {
    boolean planes = info.type == OnnxJavaType.FLOAT;
    long[] shape =
        planes ? new long[] {pictures, 3, side, side} : new long[] {pictures, side, side, 3};
    int bytes = pictures * 3 * side * side * (planes ? Float.BYTES : 1);
    ByteBuffer part = pixels.slice(0, bytes).order(ByteOrder.nativeOrder());
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    return planes
        ? OnnxTensor.createTensor(environment, part.asFloatBuffer(), shape)
        : OnnxTensor.createTensor(environment, part, shape, OnnxJavaType.UINT8);
  }

  private OnnxTensor sizes(TensorInfo info, int side) throws OrtException {
    long[] shape = {pictures, 2};
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    if (info.type == OnnxJavaType.INT32) {
      IntBuffer values = direct(2L * pictures * Integer.BYTES).asIntBuffer();
      while (values.hasRemaining()) {
        values.put(side);
      }
      return OnnxTensor.createTensor(environment, values.rewind(), shape);
    }
    LongBuffer values = direct(2L * pictures * Long.BYTES).asLongBuffer();
    while (values.hasRemaining()) {
      values.put(side);
    }
    return OnnxTensor.createTensor(environment, values.rewind(), shape);
  }

  private void bindOutputs() throws OrtException {
    Map<String, long[]> shapes = new LinkedHashMap<>();
    for (var output : session.getOutputInfo().entrySet()) {
      long[] shape = output.getValue().getInfo() instanceof TensorInfo t ? shape(t) : null;
      if (shape == null) {
        return;
      }
      shapes.put(output.getKey(), shape);
    }
    for (var output : shapes.entrySet()) {
      long values = 1;
      for (long length : output.getValue()) {
        values *= length;
      }
      FloatBuffer buffer = direct(values * Float.BYTES).asFloatBuffer();
      outputs.put(
          output.getKey(),
          OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), buffer, output.getValue()));
      outputValues.add(tensor(buffer, output.getValue()));
    }
  }

  /** The shape for so many pictures; null if it is not known, or not of floats. */
  private long @Nullable [] shape(TensorInfo info) {
    long[] shape = info.getShape().clone();
    if (info.type != OnnxJavaType.FLOAT || shape.length == 0) {
      return null;
    }
    shape[0] = shape[0] < 0 ? pictures : shape[0];
    for (long length : shape) {
      if (length <= 0) {
        return null;
      }
    }
    return shape;
  }

  /** Runs the model and returns the outputs of each picture. */
  List<List<Tensor>> run() throws OrtException, DetectionException {
    if (!outputs.isEmpty()) {
      session.run(inputs, Set.of(), outputs).close();
      return split(outputValues);
    }
    List<Tensor> values = new ArrayList<>();
    try (OrtSession.Result result = session.run(inputs)) {
      for (var output : result) {
        values.add(copy((OnnxTensor) output.getValue()));
      }
    }
    return split(values);
  }

  private List<List<Tensor>> split(List<Tensor> values) throws DetectionException {
    List<List<Tensor>> split = new ArrayList<>();
    for (int picture = 0; picture < pictures; picture++) {
      List<Tensor> own = new ArrayList<>();
      for (Tensor all : values) {
        own.add(part(all, picture));
      }
      split.add(own);
    }
    return split;
  }

  private Tensor part(Tensor all, int picture) throws DetectionException {
    if (all.shape().isEmpty() || all.shape().get(0) != pictures) {
      throw new DetectionException(
          "the model's output has the shape "
              + all.shape()
              + ": expected its first dimension to be "
              + pictures);
    }
    int length = all.values().capacity() / pictures;
    return new Tensor(
        all.values().slice(picture * length, length), all.shape().subList(1, all.shape().size()));
  }

  private static Tensor copy(OnnxTensor output) throws DetectionException {
    TensorInfo info = output.getInfo();
    long[] shape = info.getShape();
    return switch (info.type) {
      case FLOAT -> tensor(output.getFloatBuffer(), shape);
      case INT64 -> {
        LongBuffer whole = output.getLongBuffer();
        FloatBuffer values = FloatBuffer.allocate(whole.remaining());
        while (whole.hasRemaining()) {
          values.put(whole.get());
        }
        yield tensor(values.rewind(), shape);
      }
      case INT32 -> {
        IntBuffer whole = output.getIntBuffer();
        FloatBuffer values = FloatBuffer.allocate(whole.remaining());
        while (whole.hasRemaining()) {
          values.put(whole.get());
        }
        yield tensor(values.rewind(), shape);
      }
      default ->
          throw new DetectionException(
              "the model's output is of " + info.type + ": expected FLOAT, INT64 or INT32");
    };
  }

  private static Tensor tensor(FloatBuffer values, long[] shape) {
    List<Integer> lengths = new ArrayList<>();
    for (long length : shape) {
      lengths.add(Math.toIntExact(length));
    }
    return new Tensor(values, lengths);
  }

  private static ByteBuffer direct(long bytes) {
    return ByteBuffer.allocateDirect(Math.toIntExact(bytes)).order(ByteOrder.nativeOrder());
  }

  @Override
  public void close() {
    inputs.values().forEach(OnnxTensor::close);
    outputs.values().forEach(OnnxTensor::close);
  }
}
