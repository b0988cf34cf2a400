package io.sightline.clipstore;

import java.io.IOException;

/** The folder of the store cannot be made or written. */
public final class StoreNotWritableException extends IOException {
  private static final long serialVersionUID = 1;

  StoreNotWritableException(String path, Throwable cause) {
    super(
        "clip store %s cannot be written: %s; expected a folder this user may write"
            .formatted(path, cause),
        cause);
  }
}
