package io.sightline.detect.model;

import java.util.List;

/**
 * A tensor as a model declares it.
 *
 * @param name as the model calls it
 * @param shape -1 where the model leaves a dimension open
 */
public record TensorSpec(String name, Element element, List<Long> shape) {
  /** What a model leaves open. */
  static final long OPEN = -1;

  /** What a tensor consists of. */
  public enum Element {
    FLOAT,
    WHOLE,
    BYTE,
    OTHER
  }

  public TensorSpec {
    shape = List.copyOf(shape);
  }

  int rank() {
    return shape.size();
  }

  long dim(int index) {
    return shape.get(index);
  }

  boolean isOpen(int index) {
    return dim(index) == OPEN;
  }

  /** True if it leaves open how many pictures there are. */
  public boolean isOpenBatch() {
    return rank() > 0 && isOpen(0);
  }

  /** True if each dimension is the expected one or open. */
  boolean fits(long... expected) {
    if (expected.length != rank()) {
      return false;
    }
    for (int i = 0; i < expected.length; i++) {
      if (!isOpen(i) && expected[i] != OPEN && dim(i) != expected[i]) {
        return false;
      }
    }
    return true;
  }

  /** True if the first dimension counts pictures: it is 1, or left open. */
  boolean isBatch() {
    return rank() > 0 && (isOpen(0) || dim(0) == 1);
  }

  @Override
  public String toString() {
    return (name.isEmpty() ? "" : name + " ")
        + shape
        + (element == Element.FLOAT ? "" : " " + element);
  }
}
