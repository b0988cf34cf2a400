package io.sightline.clipstore.crypt;

import java.io.IOException;

/** Wraps data keys, so that they may lie on a disk: from a file or the environment, or in a KMS. */
public interface MasterKey {
  /**
   * Tells it from any other, and nothing about it: letters, digits, {@code :}, {@code /}, {@code
   * -}.
   */
  String id();

  /**
   * @param unit bound in: the key unwraps under this name only
   * @throws IOException a KMS that is away, or refuses
   */
  byte[] wrap(DataKey key, String unit) throws IOException;

  /** Throws {@link IOException} if it was not wrapped by this one, or not for this unit. */
  DataKey unwrap(byte[] wrapped, String unit, boolean mixed) throws IOException;
}
