package io.sightline.clipstore;

import io.sightline.clipstore.crypt.DataKey;
import io.sightline.clipstore.crypt.DataKeys;
import io.sightline.clipstore.crypt.KeyDestroyedException;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/** Keys for tests, by unit. */
public final class MemoryDataKeys implements DataKeys {
  private final Map<String, DataKey> keys = new ConcurrentHashMap<>();
  private final Set<String> destroyed = ConcurrentHashMap.newKeySet();

  public void destroy(String unit) {
    destroyed.add(unit);
    keys.remove(unit);
  }

  @Override
  public Optional<DataKey> find(String unit) throws IOException {
    if (destroyed.contains(unit)) {
      throw new KeyDestroyedException("key of " + unit + " was destroyed at its expiry");
    }
    return Optional.ofNullable(keys.get(unit));
  }

  @Override
  public DataKey obtain(String unit, BooleanSupplier mixed) {
    return keys.computeIfAbsent(unit, u -> DataKey.random(mixed.getAsBoolean()));
  }
}
