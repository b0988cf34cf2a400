package io.sightline.clipstore.crypt;

import java.io.IOException;

/** Something is encrypted and there is no key for it, now or later. */
public sealed class NoKeyException extends IOException permits KeyDestroyedException {
  private static final long serialVersionUID = 1;

  public NoKeyException(String message) {
    super(message);
  }
}
