package io.sightline.runtime;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Signs what a link gives, and until when: HMAC-SHA256 over purpose, subject and expiry. Whoever
 * holds a link gets that one thing and nothing else. A signature made for one purpose is worth
 * nothing for another.
 */
public final class SignedLink {
  private static final String ALGORITHM = "HmacSHA256";

  /** What a link is for. */
  public enum Purpose {
    /** Subject: the picture's key in the clip store. */
    PICTURE,
    /** Subject: what would be said about which alert. */
    FEEDBACK
  }

  /** What is to be thought of a link. */
  public enum Verdict {
    VALID,
    EXPIRED,
    /** Not made with our secret for this purpose, subject and expiry. */
    FORGED
  }

  private final SecretKeySpec key;

  public SignedLink(Secret secret) {
    this.key = new SecretKeySpec(secret.value().getBytes(StandardCharsets.UTF_8), ALGORITHM);
  }

  /** The query to append to a link: {@code exp=<seconds since 1970>&sig=<base 64>}. */
  public String query(Purpose purpose, String subject, Instant expires) {
    String exp = Long.toString(expires.getEpochSecond());
    return "exp=" + exp + "&sig=" + sign(purpose, subject, exp);
  }

  /**
   * @param exp as the link has it
   * @param sig as the link has it
   */
  public Verdict check(
      Purpose purpose, String subject, @Nullable String exp, @Nullable String sig, Instant now) {
    if (exp == null || sig == null || !exp.matches("\\d{1,12}")) {
      return Verdict.FORGED;
    }
    if (!MessageDigest.isEqual(bytes(sign(purpose, subject, exp)), bytes(sig))) {
      return Verdict.FORGED;
    }
    return now.getEpochSecond() < Long.parseLong(exp) ? Verdict.VALID : Verdict.EXPIRED;
  }

  /** The subject comes last: whatever is in it, no two inputs are written alike. */
  private String sign(Purpose purpose, String subject, String exp) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      byte[] digest = mac.doFinal(bytes(purpose.name() + "\n" + exp + "\n" + subject));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot sign with " + ALGORITHM, e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
