package io.sightline.retention.signing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/**
 * An Ed25519 key that signs statements: texts whose first line says what they state, so that a
 * signature under one is none under another. Prints nothing of itself but its id.
 */
public final class SigningKey {
  static final String ALGORITHM = "Ed25519";
  private static final int SEED_BYTES = 32;

  private final PrivateKey secret;
  private final byte[] publicKey;

  private SigningKey(KeyPair pair) {
    this.secret = pair.getPrivate();
    this.publicKey = pair.getPublic().getEncoded();
  }

  /**
   * @param text PKCS #8 as PEM, as OpenSSL writes it, or its Base64 alone
   */
  public static SigningKey parse(String text) {
    try {
      PrivateKey key =
          KeyFactory.getInstance(ALGORITHM)
              .generatePrivate(new PKCS8EncodedKeySpec(KeyText.bytes(text)));
      return ofSeed(((EdECPrivateKey) key).getBytes().orElseThrow());
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      // Without its cause, which might print the key.
      throw new IllegalArgumentException(
          "a text of "
              + text.length()
              + " characters is no private key: expected an Ed25519 key in PKCS #8, as PEM or"
              + " Base64; './sightline ledger keygen' writes one");
    }
  }

  /**
   * @param seed 32 random bytes, which are the key
   */
  public static SigningKey ofSeed(byte[] seed) {
    if (seed.length != SEED_BYTES) {
      throw new IllegalArgumentException(
          "a seed of " + seed.length + " bytes: expected " + SEED_BYTES);
    }
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
      generator.initialize(NamedParameterSpec.ED25519, new Fixed(seed));
      return new SigningKey(generator.generateKeyPair());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java since 15 has Ed25519", e);
    }
  }

  /** What names the key in what it signed: 16 hex digits. */
  public String id() {
    return KeyText.id(publicKey);
  }

  /** For a key ring: X.509, Base64 in one line. */
  public String publicText() {
    return Base64.getEncoder().encodeToString(publicKey);
  }

  /** PKCS #8 as PEM: to be kept secret. */
  public String privateText() {
    return KeyText.pem("PRIVATE KEY", secret.getEncoded());
  }

  /** The signature of a statement, Base64. */
  public String sign(String statement) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(secret);
      signature.update(statement.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("key " + id() + " cannot sign", e);
    }
  }

  @Override
  public String toString() {
    return "key " + id();
  }

  /** Java derives a public key only where it makes the private one: it is given the bytes. */
  private static final class Fixed extends SecureRandom {
    private static final long serialVersionUID = 1L;

    private final transient byte[] seed;

    Fixed(byte[] seed) {
      this.seed = seed.clone();
    }

    @Override
    public void nextBytes(byte[] bytes) {
      System.arraycopy(seed, 0, bytes, 0, bytes.length);
    }
  }
}
