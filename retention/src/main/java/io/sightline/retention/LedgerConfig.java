package io.sightline.retention;

import static java.util.Objects.requireNonNullElse;

import io.sightline.retention.signing.KeyRing;
import io.sightline.retention.signing.SigningKey;
import io.sightline.runtime.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the ledger is signed; whatever is absent has a default.
 *
 * @param key Ed25519, PKCS #8 as PEM or Base64; absent or empty: heads are not signed
 * @param keyFile a file that holds it instead
 * @param publicKeys those that count besides that of the key: of keys that were in use before, or,
 *     where only verify runs, of the one in use
 * @param headEntries entries after which a head is signed; 1000
 * @param headEvery time after which one is signed if there are new entries; 1h
 */
public record LedgerConfig(
    @Nullable Secret key,
    @Nullable Path keyFile,
    List<String> publicKeys,
    Integer headEntries,
    Duration headEvery) {
  private static final int MOST_KEYS = 100;

  /** Heads that nobody signs. */
  @SuppressWarnings("NullAway") // null is how an absent value arrives
  public static final LedgerConfig DEFAULT = new LedgerConfig(null, null, null, null, null);

  @SuppressWarnings("NullAway") // null is how an absent value arrives
  public LedgerConfig {
    publicKeys = List.copyOf(requireNonNullElse(publicKeys, List.of()));
    headEntries = requireNonNullElse(headEntries, 1000);
    headEvery = requireNonNullElse(headEvery, Duration.ofHours(1));
    key = key == null || key.value().isEmpty() ? null : key;
    if (key != null && keyFile != null) {
      throw new IllegalArgumentException("key and key_file " + keyFile + ": expected one of both");
    }
    if (key != null) {
      SigningKey.parse(key.value());
    }
    if (publicKeys.size() > MOST_KEYS) {
      throw new IllegalArgumentException(
          publicKeys.size() + " public_keys: expected " + MOST_KEYS + " at most");
    }
    KeyRing.of(publicKeys);
    if (headEntries < 1 || headEntries > 1_000_000) {
      throw new IllegalArgumentException("head_entries " + headEntries + ": expected 1 to 1000000");
    }
    if (headEvery.compareTo(Duration.ofSeconds(1)) < 0
        || headEvery.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException("head_every " + headEvery + ": expected 1s to 1d");
    }
  }
}
