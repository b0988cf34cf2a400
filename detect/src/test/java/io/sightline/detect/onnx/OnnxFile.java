package io.sightline.detect.onnx;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes small ONNX models, in the wire format of protocol buffers, so that the real run time runs
 * them.
 */
final class OnnxFile {
  static final int FLOAT = 1;
  static final int BYTE = 2;
  static final int WHOLE = 7;
  private static final int OPSET = 13;
  private static final int INTS = 7;
  private static final int INT = 2;

  private final ByteArrayOutputStream graph = new ByteArrayOutputStream();
  private final ByteArrayOutputStream metadata = new ByteArrayOutputStream();

  /** A dimension of -1 is left open. */
  OnnxFile input(String name, int type, long... shape) {
    field(graph, 11, value(name, type, shape));
    return this;
  }

  OnnxFile output(String name, int type, long... shape) {
    field(graph, 12, value(name, type, shape));
    return this;
  }

  OnnxFile constant(String name, float[] values, long... shape) {
    ByteBuffer raw = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    raw.asFloatBuffer().put(values);
    return initializer(name, FLOAT, raw.array(), shape);
  }

  OnnxFile constant(String name, long[] values, long... shape) {
    ByteBuffer raw = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    raw.asLongBuffer().put(values);
    return initializer(name, WHOLE, raw.array(), shape);
  }

  private OnnxFile initializer(String name, int type, byte[] raw, long... shape) {
    ByteArrayOutputStream tensor = new ByteArrayOutputStream();
    for (long length : shape) {
      number(tensor, 1, length);
    }
    number(tensor, 2, type);
    text(tensor, 8, name);
    field(tensor, 9, raw);
    field(graph, 5, tensor.toByteArray());
    return this;
  }

  /** {@code output = operator(inputs)}. */
  OnnxFile node(String operator, String output, List<String> inputs, byte[]... attributes) {
    ByteArrayOutputStream node = new ByteArrayOutputStream();
    inputs.forEach(input -> text(node, 1, input));
    text(node, 2, output);
    text(node, 4, operator);
    for (byte[] attribute : attributes) {
      field(node, 5, attribute);
    }
    field(graph, 1, node.toByteArray());
    return this;
  }

  static byte[] attribute(String name, long value) {
    ByteArrayOutputStream attribute = new ByteArrayOutputStream();
    text(attribute, 1, name);
    number(attribute, 3, value);
    number(attribute, 20, INT);
    return attribute.toByteArray();
  }

  static byte[] attribute(String name, long[] values) {
    ByteArrayOutputStream attribute = new ByteArrayOutputStream();
    text(attribute, 1, name);
    for (long value : values) {
      number(attribute, 8, value);
    }
    number(attribute, 20, INTS);
    return attribute.toByteArray();
  }

  OnnxFile metadata(String key, String value) {
    ByteArrayOutputStream entry = new ByteArrayOutputStream();
    text(entry, 1, key);
    text(entry, 2, value);
    field(metadata, 14, entry.toByteArray());
    return this;
  }

  Path write(Path file) {
    ByteArrayOutputStream model = new ByteArrayOutputStream();
    number(model, 1, 8);
    text(graph, 2, "test");
    field(model, 7, graph.toByteArray());
    ByteArrayOutputStream opset = new ByteArrayOutputStream();
    text(opset, 1, "");
    number(opset, 2, OPSET);
    field(model, 8, opset.toByteArray());
    model.writeBytes(metadata.toByteArray());
    try {
      return Files.write(file, model.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] value(String name, int type, long... shape) {
    ByteArrayOutputStream dimensions = new ByteArrayOutputStream();
    for (int i = 0; i < shape.length; i++) {
      ByteArrayOutputStream dimension = new ByteArrayOutputStream();
      if (shape[i] < 0) {
        text(dimension, 2, i == 0 ? "N" : name + i);
      } else {
        number(dimension, 1, shape[i]);
      }
      field(dimensions, 1, dimension.toByteArray());
    }
    ByteArrayOutputStream tensor = new ByteArrayOutputStream();
    number(tensor, 1, type);
    field(tensor, 2, dimensions.toByteArray());
    ByteArrayOutputStream kind = new ByteArrayOutputStream();
    field(kind, 1, tensor.toByteArray());
    ByteArrayOutputStream value = new ByteArrayOutputStream();
    text(value, 1, name);
    field(value, 2, kind.toByteArray());
    return value.toByteArray();
  }

  private static void text(ByteArrayOutputStream out, int field, String text) {
    field(out, field, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void field(ByteArrayOutputStream out, int field, byte[] bytes) {
    varint(out, (long) field << 3 | 2);
    varint(out, bytes.length);
    out.writeBytes(bytes);
  }

  private static void number(ByteArrayOutputStream out, int field, long value) {
    varint(out, (long) field << 3);
    varint(out, value);
  }

  private static void varint(ByteArrayOutputStream out, long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.write((int) (rest & 0x7F | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }
}
