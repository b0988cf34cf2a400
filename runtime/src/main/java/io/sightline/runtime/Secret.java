package io.sightline.runtime;

/** A value that must not be printed. */
public record Secret(String value) {
  static final String MASK = "********";

  @Override
  public String toString() {
    return MASK;
  }
}
