package io.sightline.detect.model;

import java.util.List;

/** Reads boxes out of a model's output tensors. */
interface Decoder {

  /**
   * @param outputs in the order of the model's outputs
   * @param minScore weaker boxes are left out
   * @return in the order of the output; boxes in pixels of the input
   * @throws DetectionException if a score is not a number of 0..1, or the shapes are not those
   *     announced
   */
  List<Candidate> decode(List<Tensor> outputs, float minScore) throws DetectionException;
}
