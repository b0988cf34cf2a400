package io.sightline.detect.model;

import org.jspecify.annotations.Nullable;

/** Models that take and give the same. */
interface Family {
  /** What a model of this family looks like, for people. */
  String expected();

  /**
   * The layout if the model is one of the family, else null.
   *
   * @throws IllegalArgumentException if it is one and cannot be used
   */
  @Nullable OutputLayout layout(Signature model);
}
