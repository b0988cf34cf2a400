package io.sightline.clipstore;

import java.io.IOException;

/** No space is left where media is written. */
public final class StoreFullException extends IOException {
  private static final long serialVersionUID = 1;

  private final long neededBytes;
  private final long freeBytes;

  StoreFullException(String path, long neededBytes, long freeBytes, Throwable cause) {
    super(
        "clip store is full: %s: %d bytes to write, %d bytes free"
            .formatted(path, neededBytes, freeBytes),
        cause);
    this.neededBytes = neededBytes;
    this.freeBytes = freeBytes;
  }

  /** Bytes of the object that did not fit; 0 if nobody knows. */
  public long neededBytes() {
    return neededBytes;
  }

  public long freeBytes() {
    return freeBytes;
  }
}
