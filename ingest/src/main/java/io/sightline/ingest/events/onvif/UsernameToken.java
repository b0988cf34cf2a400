package io.sightline.ingest.events.onvif;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;

/**
 * Who asks, proven by a digest: WS-Security's UsernameToken.
 *
 * @param created by the device's clock, or it would refuse
 */
record UsernameToken(String user, String password, byte[] nonce, Instant created) {
  private static final String SECURITY =
      "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
  private static final String UTILITY =
      "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd";
  private static final String PROFILE =
      "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0";
  private static final String ENCODING =
      "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-soap-message-security-1.0";

  String header() {
    return """
        <wsse:Security s:mustUnderstand="1" xmlns:wsse="%s" xmlns:wsu="%s"><wsse:UsernameToken>\
        <wsse:Username>%s</wsse:Username>\
        <wsse:Password Type="%s#PasswordDigest">%s</wsse:Password>\
        <wsse:Nonce EncodingType="%s#Base64Binary">%s</wsse:Nonce>\
        <wsu:Created>%s</wsu:Created></wsse:UsernameToken></wsse:Security>"""
        .formatted(
            SECURITY,
            UTILITY,
            Xml.escape(user),
            PROFILE,
            digest(),
            ENCODING,
            Base64.getEncoder().encodeToString(nonce),
            createdText());
  }

  private String createdText() {
    return created.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** Base 64 of SHA-1 over nonce, time and password, as the profile demands. */
  String digest() {
    try {
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      sha1.update(nonce);
      sha1.update(createdText().getBytes(UTF_8));
      sha1.update(password.getBytes(UTF_8));
      return Base64.getEncoder().encodeToString(sha1.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("expected SHA-1 in each JDK", e);
    }
  }

  @Override
  public String toString() {
    return "UsernameToken of " + user;
  }
}
