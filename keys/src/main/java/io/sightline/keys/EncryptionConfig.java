package io.sightline.keys;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * With which master keys media is encrypted. Each is named by reference: {@code file:PATH} or
 * {@code env:NAME}, 32 bytes in base64, or the address of a key in a KMS, as {@code aws-kms://...}.
 * What is absent in the configuration arrives as null.
 *
 * @param masterKey wraps new keys; null: media is stored as it is
 * @param previousKeys wrapped older ones, which are still read
 */
public record EncryptionConfig(@Nullable String masterKey, List<String> previousKeys) {
  public static final EncryptionConfig OFF = new EncryptionConfig(null, List.of());

  private static final int MOST_PREVIOUS = 10;

  @SuppressWarnings("NullAway") // null is how an absent value arrives
  public EncryptionConfig {
    previousKeys = previousKeys == null ? List.of() : List.copyOf(previousKeys);
    if (masterKey == null && !previousKeys.isEmpty()) {
      throw new IllegalArgumentException(
          "previous_keys " + previousKeys + ": expected master_key beside them");
    }
    if (previousKeys.size() > MOST_PREVIOUS) {
      throw new IllegalArgumentException(
          "previous_keys: " + previousKeys.size() + ", expected " + MOST_PREVIOUS + " at most");
    }
    List<String> all = new ArrayList<>(previousKeys);
    if (masterKey != null) {
      all.add(masterKey);
    }
    all.forEach(MasterKeys::requireReference);
  }

  public boolean isOn() {
    return masterKey != null;
  }
}
