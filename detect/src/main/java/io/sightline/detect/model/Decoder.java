package io.sightline.detect.model;

import java.nio.FloatBuffer;
import java.util.List;

/** Reads boxes out of a model's output tensors. */
public sealed interface Decoder permits YoloxDecoder, NanoDetDecoder {

  /**
   * @param outputs in the order of the model's outputs
   * @param minScore weaker boxes are left out
   * @return in the order of the output; boxes in pixels of the input
   * @throws DetectionException if a score is not a number of 0..1
   */
  List<Candidate> decode(List<FloatBuffer> outputs, float minScore) throws DetectionException;
}
