package io.sightline.alerting.delivery.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.sightline.alerting.delivery.Receiver;
import io.sightline.alerting.delivery.channel.MailConfig.Security;
import io.sightline.alerting.delivery.message.Answer;
import io.sightline.alerting.delivery.message.Answer.Kind;
import io.sightline.avro.Severity;
import io.sightline.runtime.Secret;
import jakarta.mail.BodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a real SMTP server. */
class MailTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, 1, 2, 3};
  private GreenMail server;
  private Receiver console;

  @BeforeEach
  void start() throws Exception {
    server =
        new GreenMail(
            new ServerSetup[] {ServerSetup.SMTP.dynamicPort(), ServerSetup.SMTPS.dynamicPort()});
    server.start();
    console = new Receiver();
    console.body = JPEG;
  }

  @AfterEach
  void stop() {
    server.stop();
    console.close();
  }

  private MailConfig config(Security security, String user, PictureMode picture) {
    int port = security == Security.TLS ? server.getSmtps().getPort() : server.getSmtp().getPort();
    return new MailConfig(
        "127.0.0.1",
        port,
        security,
        user,
        user == null ? null : new Secret("secret"),
        "Cams <cams@example.org>",
        List.of("me@example.org", "you@example.org"),
        picture);
  }

  private Answer send(MailConfig config, String picture) throws Exception {
    try (MailChannel channel = new MailChannel(config, TIMEOUT)) {
      return channel.send(Messages.of(Severity.CRITICAL, picture));
    }
  }

  private static BodyPart part(MimeMultipart parts, int i, String type) throws Exception {
    assertThat(parts.getBodyPart(i).isMimeType(type))
        .as(parts.getBodyPart(i).getContentType())
        .isTrue();
    return parts.getBodyPart(i);
  }

  @Test
  void mail_hasTextAndHtmlWithThePictureInIt() throws Exception {
    String link = console.url().toString();

    Answer answer = send(config(Security.NONE, null, null), link);

    assertThat(answer.kind()).isEqualTo(Kind.DELIVERED);
    assertThat(server.getReceivedMessages()).hasSize(2);
    MimeMessage mail = server.getReceivedMessages()[0];
    assertThat(mail.getSubject()).isEqualTo("person at <hall> & @everyone");
    assertThat(mail.getFrom()[0].toString()).isEqualTo("Cams <cams@example.org>");
    assertThat(mail.getHeader("To", ",")).contains("me@example.org").contains("you@example.org");
    assertThat(mail.getMessageID())
        .isEqualTo("<" + Messages.ALERT.getAlertId() + ".0.x@sightline>");
    assertThat(mail.getHeader("Importance", null)).isEqualTo("high");
    MimeMultipart both = (MimeMultipart) mail.getContent();
    assertThat(both.getContentType()).startsWith("multipart/alternative");
    assertThat((String) part(both, 0, "text/plain").getContent()).contains("rule \"night\"", link);
    MimeMultipart related = (MimeMultipart) part(both, 1, "multipart/related").getContent();
    assertThat((String) part(related, 0, "text/html").getContent())
        .contains("person at &lt;hall&gt; &amp; @everyone")
        .contains("src=\"cid:picture@sightline\"");
    BodyPart picture = part(related, 1, "image/jpeg");
    assertThat(picture.getHeader("Content-ID")).containsExactly("<picture@sightline>");
    assertThat(picture.getDisposition()).isEqualTo("inline");
    try (InputStream in = picture.getInputStream()) {
      assertThat(in.readAllBytes()).isEqualTo(JPEG);
    }
  }

  @Test
  void sentTwice_hasTheSameMessageId() throws Exception {
    send(config(Security.NONE, null, PictureMode.NONE), null);
    send(config(Security.NONE, null, PictureMode.NONE), null);

    assertThat(List.of(server.getReceivedMessages()))
        .hasSize(4)
        .extracting(MimeMessage::getMessageID)
        .containsOnly(server.getReceivedMessages()[0].getMessageID());
  }

  @Test
  void pictureIsGone_mailGoesWithoutIt() throws Exception {
    console.answers.add(404);

    Answer answer = send(config(Security.NONE, null, null), console.url().toString());

    assertThat(answer.text()).endsWith("without picture: the console answers HTTP 404");
    MimeMultipart both = (MimeMultipart) server.getReceivedMessages()[0].getContent();
    part(both, 1, "text/html");
  }

  @Test
  void logIn_isNeededAndGiven() throws Exception {
    server.setUser("me@example.org", "cams", "secret");
    assertThat(send(config(Security.NONE, "cams", null), null).kind()).isEqualTo(Kind.DELIVERED);

    server.getUserManager().getUser("cams").setPassword("other");
    Answer refused = send(config(Security.NONE, "cams", null), null);
    assertThat(refused.kind()).isEqualTo(Kind.AWAY);
    assertThat(refused.text()).contains("AuthenticationFailed").doesNotContain("secret");
  }

  @Test
  void serverWithoutStartTls_getsNothingInTheClear() throws Exception {
    Answer answer = send(config(Security.STARTTLS, null, null), null);

    assertThat(answer.kind()).isNotEqualTo(Kind.DELIVERED);
    assertThat(answer.text()).contains("STARTTLS");
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  @Test
  void certificateNobodyVouchesFor_getsNothing() throws Exception {
    Answer answer = send(config(Security.TLS, null, null), null);

    assertThat(answer.kind()).isEqualTo(Kind.AWAY);
    assertThat(answer.text()).contains("SSLHandshakeException");
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  @Test
  void receiverThatTheServerDoesNotKnow_isRefusedForGood() throws Exception {
    server
        .getUserManager()
        .setMessageDeliveryHandler(
            (message, mailAddress) -> {
              throw new UserException("no such user");
            });

    Answer answer = send(config(Security.NONE, null, null), null);

    assertThat(answer.kind()).isIn(Kind.REFUSED, Kind.TRY_AGAIN);
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  @Test
  void serverThatSaysNothing_isGivenUpInTime() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      MailConfig config =
          new MailConfig(
              "127.0.0.1",
              silent.getLocalPort(),
              Security.NONE,
              null,
              null,
              "a@example.org",
              List.of("b@example.org"),
              null);
      try (MailChannel channel = new MailChannel(config, Duration.ofMillis(300))) {
        Answer answer = channel.send(Messages.of(Severity.WARNING, null));
        assertThat(answer.kind()).isIn(Kind.TRY_AGAIN, Kind.AWAY);
      }
    }
  }
}
