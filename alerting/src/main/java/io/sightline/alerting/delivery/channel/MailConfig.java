package io.sightline.alerting.delivery.channel;

import static java.util.Objects.requireNonNullElse;

import io.sightline.runtime.Secret;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.List;

/**
 * A mail server and who gets mail.
 *
 * @param host of the server
 * @param port absent: 587, with {@code tls} 465, with {@code none} 25
 * @param security how the connection is encrypted
 * @param username absent: without log-in
 * @param from address of the sender
 * @param to addresses of the receivers
 * @param picture {@code attach} shows it in the text
 */
public record MailConfig(
    String host,
    Integer port,
    Security security,
    String username,
    Secret password,
    String from,
    List<String> to,
    PictureMode picture) {

  /** STARTTLS is required, not merely used if offered. */
  public enum Security {
    STARTTLS(587),
    TLS(465),
    NONE(25);

    private final int port;

    Security(int port) {
      this.port = port;
    }
  }

  public MailConfig {
    security = requireNonNullElse(security, Security.STARTTLS);
    port = requireNonNullElse(port, security.port);
    username = requireNonNullElse(username, "");
    password = requireNonNullElse(password, new Secret(""));
    to = List.copyOf(requireNonNullElse(to, List.of()));
    picture = requireNonNullElse(picture, PictureMode.ATTACH);
    Settings settings = new Settings();
    settings.requireText("host", host, "the name of a mail server");
    settings.check(port >= 1 && port <= 65535, "port", port, "1 to 65535");
    settings.check(isAddress(from), "from", from, "an address as cams@example.org");
    settings.check(!to.isEmpty(), "to", null, "one address or more");
    to.forEach(one -> settings.check(isAddress(one), "to", one, "an address as me@example.org"));
    settings.check(
        username.isEmpty() == password.value().isEmpty(),
        "password",
        username.isEmpty() ? "without username" : null,
        "both or neither");
    settings.requireNone();
  }

  private static boolean isAddress(String text) {
    try {
      new InternetAddress(text == null ? "" : text, true).validate();
      return text != null && text.contains("@");
    } catch (AddressException e) {
      return false;
    }
  }
}
