package io.sightline.clipstore.crypt;

import java.io.IOException;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Where the keys of media come from. A key belongs to a prefix that goes as a whole: of a clip, or
 * of an hour of recordings ({@link io.sightline.clipstore.ClipLayout#unit}). Safe for use by
 * several threads.
 */
public interface DataKeys {
  /**
   * The key to read with; empty if there is none and none is on its way.
   *
   * @throws KeyDestroyedException it was destroyed
   * @throws IOException it cannot be told for now, or cannot be unwrapped
   */
  Optional<DataKey> find(String unit) throws IOException;

  /**
   * The key to write with, made if there is none. It is where nothing loses it before this returns.
   *
   * @param mixed asked once, when it is made: whether something plain is there already
   * @throws IOException it cannot be made or kept
   */
  DataKey obtain(String unit, BooleanSupplier mixed) throws IOException;
}
