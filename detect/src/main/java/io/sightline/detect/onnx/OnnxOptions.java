package io.sightline.detect.onnx;

import java.util.List;

/**
 * How ONNX Runtime is to run a model.
 *
 * @param providers execution providers by ONNX Runtime's own names, the first choice first; the CPU
 *     takes what none of them can
 * @param batch most pictures in one run, where the model takes several
 */
public record OnnxOptions(List<String> providers, int batch) {
  /** One picture after the other on the CPU. */
  public static final OnnxOptions DEFAULT = new OnnxOptions(List.of(Providers.CPU), 1);

  public OnnxOptions {
    providers = List.copyOf(providers);
  }
}
