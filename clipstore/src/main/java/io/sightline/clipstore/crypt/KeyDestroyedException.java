package io.sightline.clipstore.crypt;

/** What was stored under a key can never be read again, since the key was destroyed. */
public final class KeyDestroyedException extends NoKeyException {
  private static final long serialVersionUID = 1;

  public KeyDestroyedException(String message) {
    super(message);
  }
}
