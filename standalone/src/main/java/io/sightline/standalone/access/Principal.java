package io.sightline.standalone.access;

import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * As whom a client's own configuration says that it comes; what the brokers make of it is theirs.
 */
public final class Principal {
  private static final Pattern USER =
      Pattern.compile("(?:username|clientId)\\s*=\\s*\"?([^\"\\s;]+)");

  private Principal() {}

  /** For messages: {@code User:anna}, or where the name comes from. */
  public static String of(Properties client) {
    Matcher user = USER.matcher(client.getProperty("sasl.jaas.config", ""));
    if (user.find()) {
      return "User:" + user.group(1);
    }
    @Nullable String id = client.getProperty("sasl.oauthbearer.client.credentials.client.id");
    if (id != null) {
      return "User:" + id;
    }
    @Nullable String keystore = client.getProperty("ssl.keystore.location");
    if (keystore != null) {
      return "the owner of the certificate in '" + keystore + "'";
    }
    return "this client (security.protocol="
        + client.getProperty("security.protocol", "PLAINTEXT")
        + ")";
  }
}
