package io.sightline.ingest.yamnet;

import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteInterpreterAllocateTensors;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteInterpreterCreate;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteInterpreterDelete;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteInterpreterGetInputTensor;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteInterpreterGetInputTensorCount;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteInterpreterGetOutputTensor;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteInterpreterGetOutputTensorCount;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteInterpreterInvoke;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteInterpreterOptionsCreate;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteInterpreterOptionsDelete;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteInterpreterOptionsSetNumThreads;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteModelCreateFromFile;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteModelDelete;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteTensorByteSize;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteTensorCopyFromBuffer;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteTensorCopyToBuffer;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.kTfLiteOk;

import io.sightline.ingest.clip.Digests;
import io.sightline.ingest.sound.Heard;
import io.sightline.ingest.sound.SoundModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.tensorflowlite.TfLiteInterpreter;
import org.bytedeco.tensorflowlite.TfLiteInterpreterOptions;
import org.bytedeco.tensorflowlite.TfLiteModel;
import org.jspecify.annotations.Nullable;

/**
 * YAMNet: 521 kinds of sound in 0.975 s. One for all cameras of a process, on one thread: a look
 * takes a few milliseconds.
 */
public final class Yamnet implements SoundModel {
  private static final int SAMPLES = 15_600;
  private static final int CLASSES = 521;
  private static final float LEAST_SCORE = 0.1f;
  private static final long MAX_BYTES = 256L << 20;
  private static final String EXPECTED =
      "expected YAMNet as TensorFlow Lite: "
          + SAMPLES
          + " samples in, "
          + CLASSES
          + " scores out, with its list of classes beside it";

  private final String name;
  private final String digest;
  private final ClassMap classes;
  private final TfLiteModel model;
  private final TfLiteInterpreter interpreter;
  private final FloatPointer input = new FloatPointer(SAMPLES);
  private final FloatPointer output = new FloatPointer(CLASSES);
  private boolean closed;

  /**
   * Opens the model at {@code file} and the list of its classes beside it.
   *
   * @throws IllegalArgumentException it cannot be used; says why, and what was expected
   */
  public static Yamnet open(Path file) {
    long bytes = size(file);
    if (bytes < 8 || bytes > MAX_BYTES || !isTensorFlowLite(file)) {
      throw refused(file, "has " + bytes + " bytes and is no TensorFlow Lite model", null);
    }
    return new Yamnet(file, ClassMap.read(ClassMap.beside(file), CLASSES));
  }

  private Yamnet(Path file, ClassMap classes) {
    this.name = String.valueOf(file.getFileName()).replaceFirst("\\.tflite$", "");
    this.digest = digest(file);
    this.classes = classes;
    Loader.load(org.bytedeco.tensorflowlite.global.tensorflowlite.class);
    model = TfLiteModelCreateFromFile(file.toString());
    interpreter = isNull(model) ? new TfLiteInterpreter((Pointer) null) : interpreter(model);
    String problem = problem();
    if (problem != null) {
      close();
      throw refused(file, problem, null);
    }
  }

  private static TfLiteInterpreter interpreter(TfLiteModel model) {
    TfLiteInterpreterOptions options = TfLiteInterpreterOptionsCreate();
    try {
      TfLiteInterpreterOptionsSetNumThreads(options, 1);
      return TfLiteInterpreterCreate(model, options);
    } finally {
      TfLiteInterpreterOptionsDelete(options);
    }
  }

  private @Nullable String problem() {
    if (isNull(model) || isNull(interpreter)) {
      return "is broken, or needs what this build of TensorFlow Lite does not have";
    }
    if (TfLiteInterpreterAllocateTensors(interpreter) != kTfLiteOk) {
      return "cannot be set up";
    }
    long in = bytes(TfLiteInterpreterGetInputTensorCount(interpreter), true);
    long out = bytes(TfLiteInterpreterGetOutputTensorCount(interpreter), false);
    return in == SAMPLES * 4L && out == CLASSES * 4L
        ? null
        : "takes " + in / 4 + " values and gives " + out / 4;
  }

  private long bytes(int tensors, boolean in) {
    if (tensors < 1) {
      return 0;
    }
    return TfLiteTensorByteSize(
        in
            ? TfLiteInterpreterGetInputTensor(interpreter, 0)
            : TfLiteInterpreterGetOutputTensor(interpreter, 0));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String digest() {
    return digest;
  }

  @Override
  public int windowSamples() {
    return SAMPLES;
  }

  @Override
  public synchronized List<Heard> listen(float[] samples) {
    if (closed) {
      return List.of();
    }
    input.put(samples, 0, SAMPLES);
    float[] scores = new float[CLASSES];
    boolean done =
        TfLiteTensorCopyFromBuffer(
                    TfLiteInterpreterGetInputTensor(interpreter, 0), input, SAMPLES * 4L)
                == kTfLiteOk
            && TfLiteInterpreterInvoke(interpreter) == kTfLiteOk
            && TfLiteTensorCopyToBuffer(
                    TfLiteInterpreterGetOutputTensor(interpreter, 0), output, CLASSES * 4L)
                == kTfLiteOk;
    if (!done) {
      throw new IllegalStateException("the sound model failed on " + SAMPLES + " samples");
    }
    output.get(scores);
    return classes.heard(scores, LEAST_SCORE);
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (!isNull(interpreter)) {
      TfLiteInterpreterDelete(interpreter);
    }
    if (!isNull(model)) {
      TfLiteModelDelete(model);
    }
    input.close();
    output.close();
  }

  private static boolean isNull(@Nullable Pointer pointer) {
    return pointer == null || pointer.isNull();
  }

  private static long size(Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        throw refused(file, Files.exists(file) ? "is not a file" : "does not exist", null);
      }
      return Files.size(file);
    } catch (IOException e) {
      throw refused(file, "cannot be read: " + e.getMessage(), e);
    }
  }

  private static String digest(Path file) {
    try {
      return Digests.sha256(file);
    } catch (IOException e) {
      throw refused(file, "cannot be read: " + e.getMessage(), e);
    }
  }

  /** A FlatBuffer names its kind in bytes 4 to 7. */
  private static boolean isTensorFlowLite(Path file) {
    try (var in = Files.newInputStream(file)) {
      byte[] head = in.readNBytes(8);
      return head.length == 8
          && head[4] == 'T'
          && head[5] == 'F'
          && head[6] == 'L'
          && head[7] == '3';
    } catch (IOException e) {
      throw refused(file, "cannot be read: " + e.getMessage(), e);
    }
  }

  private static IllegalArgumentException refused(
      Path file, String why, @Nullable Exception cause) {
    return new IllegalArgumentException("sound model " + file + " " + why + ": " + EXPECTED, cause);
  }
}
