package io.sightline.clipstore.crypt;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KmsClient;
import com.google.crypto.tink.subtle.AesGcmJce;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.ServiceLoader;

/** A master key in Tink's hands: AES-256-GCM with a key of ours, or whatever KMS Tink reaches. */
public final class TinkMasterKey implements MasterKey {
  private static final int KEY_BYTES = 32;
  private static final int ID_BYTES = 4;

  private final String id;
  private final Aead aead;

  private TinkMasterKey(String id, Aead aead) {
    this.id = id;
    this.aead = aead;
  }

  /**
   * @param base64 of 32 bytes
   * @throws IllegalArgumentException it is something else
   */
  public static TinkMasterKey of(String base64) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(base64.strip());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("no base64: expected 32 bytes in base64", e);
    }
    if (bytes.length != KEY_BYTES) {
      throw new IllegalArgumentException(bytes.length + " bytes: expected 32 bytes in base64");
    }
    try {
      return new TinkMasterKey(fingerprint(bytes), new AesGcmJce(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has AES-GCM", e);
    }
  }

  /**
   * A key that never leaves its KMS. Tink's client for it must be on the class path, for example
   * {@code com.google.crypto.tink:tink-awskms}; credentials are found as that does.
   *
   * @param uri for example {@code aws-kms://arn:aws:kms:...}
   * @throws IllegalArgumentException nothing on the class path knows such a KMS, or it refuses
   */
  public static TinkMasterKey inKms(String uri) {
    for (KmsClient client : ServiceLoader.load(KmsClient.class)) {
      if (client.doesSupport(uri)) {
        try {
          return new TinkMasterKey(uri, client.withDefaultCredentials().getAead(uri));
        } catch (GeneralSecurityException e) {
          throw new IllegalArgumentException("'" + uri + "' is refused: " + e.getMessage(), e);
        }
      }
    }
    throw new IllegalArgumentException(
        "'" + uri + "': expected a KMS for which Tink's client is on the class path");
  }

  private static String fingerprint(byte[] key) throws GeneralSecurityException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    digest.update("sightline master key".getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest.digest(key), 0, ID_BYTES);
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public byte[] wrap(DataKey key, String unit) throws IOException {
    try {
      return aead.encrypt(key.bytes(), bound(unit));
    } catch (GeneralSecurityException e) {
      throw new IOException("master key " + id + " cannot wrap: " + e.getMessage(), e);
    }
  }

  @Override
  public DataKey unwrap(byte[] wrapped, String unit, boolean mixed) throws IOException {
    try {
      return new DataKey(aead.decrypt(wrapped, bound(unit)), mixed);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IOException(
          "the key of %s cannot be unwrapped by master key %s: %s"
              .formatted(unit, id, e.getMessage()),
          e);
    }
  }

  private static byte[] bound(String unit) {
    return ("sightline data key\n" + unit).getBytes(StandardCharsets.UTF_8);
  }
}
