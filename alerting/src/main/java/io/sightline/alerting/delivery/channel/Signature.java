package io.sightline.alerting.delivery.channel;

import io.sightline.runtime.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs as the Standard Webhooks specification says: HMAC-SHA256 over id, time and body. */
final class Signature {
  static final String EXPECTED = "'whsec_' and 24 to 64 bytes in base 64";
  private static final String PREFIX = "whsec_";
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  Signature(Secret secret) {
    this.key = new SecretKeySpec(requireSecret(secret), ALGORITHM);
  }

  /** The bytes of the secret; never names it in the message. */
  static byte[] requireSecret(Secret secret) {
    byte[] bytes = new byte[0];
    if (secret.value().startsWith(PREFIX)) {
      try {
        bytes = Base64.getDecoder().decode(secret.value().substring(PREFIX.length()));
      } catch (IllegalArgumentException e) {
        // Refused below, without the cause: it would print part of the secret.
      }
    }
    if (bytes.length < 24 || bytes.length > 64) {
      throw new IllegalArgumentException("secret " + secret + ": expected " + EXPECTED);
    }
    return bytes;
  }

  /**
   * @param timestamp seconds since 1970
   * @return the value of the header {@code webhook-signature}
   */
  String sign(String id, long timestamp, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot sign with " + ALGORITHM, e);
    }
  }
}
