package io.sightline.retention;

import io.sightline.retention.signing.KeyRing;
import io.sightline.retention.signing.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The keys of the ledger as configured, read once.
 *
 * @param signing null: nothing is signed
 * @param trusted its public key and those that are listed
 */
public record LedgerKeys(@Nullable SigningKey signing, KeyRing trusted) {

  /** No key at all. */
  public static final LedgerKeys NONE = new LedgerKeys(null, KeyRing.of(List.of()));

  /** Reads the key's file, if one is named. */
  public static LedgerKeys load(LedgerConfig config) throws IOException {
    SigningKey signing = signing(config);
    List<String> trusted = new ArrayList<>(config.publicKeys());
    if (signing != null) {
      trusted.add(signing.publicText());
    }
    return new LedgerKeys(signing, KeyRing.of(trusted));
  }

  private static @Nullable SigningKey signing(LedgerConfig config) throws IOException {
    if (config.key() != null) {
      return SigningKey.parse(config.key().value());
    }
    Path file = config.keyFile();
    if (file == null) {
      return null;
    }
    try {
      return SigningKey.parse(Files.readString(file));
    } catch (IllegalArgumentException e) {
      throw new IOException("key_file " + file + ": " + e.getMessage(), e);
    }
  }
}
