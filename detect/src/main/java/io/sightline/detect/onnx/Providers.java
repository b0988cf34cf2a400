package io.sightline.detect.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Execution providers by ONNX Runtime's own names. */
public final class Providers {
  /** In every library. */
  public static final String CPU = OrtProvider.CPU.getName();

  private Providers() {}

  /** Those that the loaded library has. */
  public static Set<String> available() {
    Set<String> names = new TreeSet<>();
    OrtEnvironment.getAvailableProviders().forEach(provider -> names.add(provider.getName()));
    return names;
  }

  /**
   * Adds them in order.
   *
   * @throws IllegalArgumentException if the library lacks one
   */
  static void add(SessionOptions options, List<String> names) throws OrtException {
    Set<String> available = available();
    for (String name : names) {
      if (!available.contains(name)) {
        throw new IllegalArgumentException(
            "providers '"
                + name
                + "': not in the ONNX Runtime library that is loaded; expected one of "
                + String.join(", ", available));
      }
      add(options, OrtProvider.mapFromName(name));
    }
  }

  private static void add(SessionOptions options, OrtProvider provider) throws OrtException {
    switch (provider) {
      case CPU -> options.addCPU(true);
      case CUDA -> options.addCUDA();
      case TENSOR_RT -> options.addTensorrt(0);
      case ROCM -> options.addROCM();
      case OPEN_VINO -> options.addOpenVINO("");
      case CORE_ML -> options.addCoreML();
      case DIRECT_ML -> options.addDirectML(0);
      case DNNL -> options.addDnnl(true);
      case XNNPACK -> options.addXnnpack(Map.of());
      case NNAPI -> options.addNnapi();
      case QNN -> options.addQnn(Map.of());
      case ACL -> options.addACL(true);
      case WEBGPU -> options.addWebGPU(Map.of());
      default ->
          throw new IllegalArgumentException(
              "providers '"
                  + provider.getName()
                  + "': ONNX Runtime's Java interface cannot choose it");
    }
  }
}
