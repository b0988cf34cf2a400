package io.sightline.retention.signing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The public keys that are trusted: of the key in use, and of those before it. */
public final class KeyRing {
  /** What there is to say of a signature. */
  public enum Verdict {
    GOOD,
    /** There is none. */
    UNSIGNED,
    /** By a key that is not in the ring. */
    UNKNOWN_KEY,
    /** Statement or signature was changed, or another key signed it. */
    WRONG
  }

  private final Map<String, PublicKey> keys;

  private KeyRing(Map<String, PublicKey> keys) {
    this.keys = keys;
  }

  /**
   * @param publicKeys X.509, PEM or Base64
   */
  public static KeyRing of(List<String> publicKeys) {
    Map<String, PublicKey> keys = new LinkedHashMap<>();
    for (String text : publicKeys) {
      PublicKey key = parse(text);
      keys.put(KeyText.id(key.getEncoded()), key);
    }
    return new KeyRing(keys);
  }

  private static PublicKey parse(String text) {
    try {
      return KeyFactory.getInstance(SigningKey.ALGORITHM)
          .generatePublic(new X509EncodedKeySpec(KeyText.bytes(text)));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "public key '"
              + text
              + "': expected an Ed25519 key in X.509, as PEM or Base64; './sightline ledger"
              + " keygen' prints it",
          e);
    }
  }

  public boolean isEmpty() {
    return keys.isEmpty();
  }

  /** Whether the key signed the statement. */
  public Verdict check(String keyId, String statement, String signature) {
    if (keyId.isEmpty() || signature.isEmpty()) {
      return Verdict.UNSIGNED;
    }
    PublicKey key = keys.get(keyId);
    if (key == null) {
      return Verdict.UNKNOWN_KEY;
    }
    return holds(key, statement, signature) ? Verdict.GOOD : Verdict.WRONG;
  }

  private static boolean holds(PublicKey key, String statement, String signature) {
    try {
      Signature check = Signature.getInstance(SigningKey.ALGORITHM);
      check.initVerify(key);
      check.update(statement.getBytes(StandardCharsets.UTF_8));
      return check.verify(Base64.getDecoder().decode(signature));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false; // What is no signature at all is a wrong one.
    }
  }
}
