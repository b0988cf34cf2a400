package io.sightline.console;

import io.sightline.clipstore.crypt.DataKey;
import io.sightline.clipstore.crypt.DataKeys;
import io.sightline.clipstore.crypt.KeyDestroyedException;
import java.io.IOException;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** The same key for all media, unless it is destroyed; plain media may lie beside it. */
public final class OneKey implements DataKeys {
  private final DataKey key = DataKey.random(true);
  private volatile boolean destroyed;

  /** False: as if it had not been. */
  public void destroy(boolean now) {
    destroyed = now;
  }

  @Override
  public Optional<DataKey> find(String unit) throws IOException {
    if (destroyed) {
      throw new KeyDestroyedException("key of " + unit + " was destroyed at its expiry");
    }
    return Optional.of(key);
  }

  @Override
  public DataKey obtain(String unit, BooleanSupplier mixed) {
    return key;
  }
}
