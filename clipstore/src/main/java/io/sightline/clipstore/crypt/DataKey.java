package io.sightline.clipstore.crypt;

import java.security.SecureRandom;

/**
 * The key under which everything of one clip, or of one hour of recordings, is stored.
 *
 * @param bytes 32 of them; never to be logged or stored unwrapped
 * @param mixed true if something plain was there before the key was, and may stay
 */
public record DataKey(byte[] bytes, boolean mixed) {
  public static final int BYTES = 32;

  private static final SecureRandom RANDOM = new SecureRandom();

  public DataKey {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException(
          "data key of " + bytes.length + " bytes: expected " + BYTES);
    }
    bytes = bytes.clone();
  }

  @Override
  public byte[] bytes() {
    return bytes.clone();
  }

  /** A new one that nobody can guess. */
  public static DataKey random(boolean mixed) {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return new DataKey(bytes, mixed);
  }

  @Override
  public String toString() {
    return "DataKey[mixed=" + mixed + "]";
  }
}
