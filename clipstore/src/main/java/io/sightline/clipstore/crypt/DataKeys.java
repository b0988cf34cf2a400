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
   * @throws IOException it cannot be told for now, or cannot be unwrapped by what is here
   */
  Optional<DataKey> find(String unit) throws IOException;

  /**
   * The key to write with, made if there is none. It is where nothing loses it before this returns.
   *
   * @param mixed asked once, when it is made: whether something plain is there already
   * @throws IOException it cannot be made or kept
   */
  DataKey obtain(String unit, BooleanSupplier mixed) throws IOException;

  /** Why there is no key, for people. */
  default String missing(String unit) {
    return "there is no key of " + unit + ": it was destroyed at its expiry, or never came";
  }

  /** One key for everything, for tests and measurements. */
  static DataKeys always(DataKey key) {
    return new DataKeys() {
      @Override
      public Optional<DataKey> find(String unit) {
        return Optional.of(key);
      }

      @Override
      public DataKey obtain(String unit, BooleanSupplier mixed) {
        return key;
      }
    };
  }

  /** No keys at all, for a process that was given no master key. */
  DataKeys NONE =
      new DataKeys() {
        @Override
        public Optional<DataKey> find(String unit) {
          return Optional.empty();
        }

        @Override
        public DataKey obtain(String unit, BooleanSupplier mixed) {
          throw new UnsupportedOperationException("no key of " + unit + " can be made here");
        }

        @Override
        public String missing(String unit) {
          return "expected encryption.master_key in the configuration of this process";
        }
      };
}
