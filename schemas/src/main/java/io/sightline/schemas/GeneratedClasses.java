package io.sightline.schemas;

import io.sightline.avro.Activity;
import org.apache.avro.util.ClassSecurityValidator;

/**
 * Avro refuses to make classes it was not told to trust; this tells it to trust those of the
 * contract.
 */
public final class GeneratedClasses {
  private static final String PACKAGE = Activity.class.getPackageName();

  static {
    ClassSecurityValidator.setGlobal(
        ClassSecurityValidator.composite(
            ClassSecurityValidator.getGlobal(), type -> type.getPackageName().equals(PACKAGE)));
  }

  private GeneratedClasses() {}

  /**
   * To be called before the first record is built or read; the serdes do so themselves. Calling it
   * again does nothing.
   */
  public static void trust() {}
}
