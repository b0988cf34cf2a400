package io.sightline.detect.onnx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** A model's bytes with what identifies them. */
final class ModelFile {
  private static final long MAX_BYTES = 1L << 30;
  private static final String EXPECTED =
      "expected an ONNX model of YOLOX, NanoDet, YOLOv8, RT-DETR, D-FINE or SSD";

  private final Path path;
  private final byte[] bytes;
  private final List<String> labels;
  private final String digest;

  private ModelFile(Path path, byte[] bytes, List<String> labels) {
    this.path = path;
    this.bytes = bytes;
    this.labels = labels;
    this.digest = sha256(bytes);
  }

  static ModelFile read(Path path) {
    try {
      if (Files.isDirectory(path)) {
        throw new IllegalArgumentException("model file " + path + " is a folder: " + EXPECTED);
      }
      long size = Files.size(path);
      if (size == 0 || size > MAX_BYTES) {
        throw new IllegalArgumentException(
            "model file " + path + " has " + size + " bytes: " + EXPECTED);
      }
      return new ModelFile(path, Files.readAllBytes(path), labelsBeside(path));
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException("model file " + path + " does not exist: " + EXPECTED, e);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "model file " + path + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** The lines of the file with the ending .labels beside it; none if there is no such file. */
  private static List<String> labelsBeside(Path path) throws IOException {
    Path labels = path.resolveSibling(name(path) + ".labels");
    return Files.isRegularFile(labels)
        ? Files.readAllLines(labels).stream().map(String::strip).filter(l -> !l.isEmpty()).toList()
        : List.of();
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every Java", e);
    }
  }

  /** The file's name without its extension. */
  String name() {
    return name(path);
  }

  private static String name(Path path) {
    String name = path.getFileName().toString();
    return name.endsWith(".onnx") ? name.substring(0, name.length() - ".onnx".length()) : name;
  }

  byte[] bytes() {
    return bytes;
  }

  /** Labels from the file beside it, by index; empty if there is none. */
  List<String> labels() {
    return labels;
  }

  String digest() {
    return digest;
  }

  @Override
  public String toString() {
    return "model file " + path + " (" + bytes.length + " bytes)";
  }
}
