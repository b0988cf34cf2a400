package io.sightline.alerting.delivery.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.sightline.alerting.delivery.channel.MailConfig.Security;
import io.sightline.alerting.delivery.message.Answer;
import io.sightline.alerting.delivery.message.Answer.Kind;
import io.sightline.avro.Severity;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server whose certificate says {@code localhost}, and is trusted. */
class MailTlsTest {
  private static final String FILE = "greenmail.tls.keystore.file";
  private static final String PASSWORD = "greenmail.tls.keystore.password";
  @TempDir Path folder;
  private final SSLContext before = defaultContext();
  private GreenMail server;

  private static SSLContext defaultContext() {
    try {
      return SSLContext.getDefault();
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeEach
  void start() throws Exception {
    Path keys = folder.resolve("keys.p12");
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-keyalg",
            "RSA",
            "-alias",
            "mail",
            "-dname",
            "CN=localhost",
            "-ext",
            "SAN=dns:localhost",
            "-storetype",
            "PKCS12",
            "-storepass",
            "changeit",
            "-keystore",
            keys.toString());
    Process keytool = new ProcessBuilder(command).inheritIO().start();
    assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(keytool.exitValue()).isZero();
    System.setProperty(FILE, keys.toString());
    System.setProperty(PASSWORD, "changeit");
    server = new GreenMail(ServerSetup.SMTPS.dynamicPort());
    server.start();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keys)) {
      store.load(in, "changeit".toCharArray());
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    SSLContext.setDefault(context);
  }

  @AfterEach
  void stop() {
    SSLContext.setDefault(before);
    System.clearProperty(FILE);
    System.clearProperty(PASSWORD);
    server.stop();
  }

  private Answer send(String host) throws Exception {
    MailConfig config =
        new MailConfig(
            host,
            server.getSmtps().getPort(),
            Security.TLS,
            null,
            null,
            "cams@example.org",
            List.of("me@example.org"),
            null);
    try (MailChannel channel = new MailChannel(config, Duration.ofSeconds(10))) {
      return channel.send(Messages.of(Severity.WARNING, null));
    }
  }

  @Test
  void certificateOfThatHost_getsTheMail() throws Exception {
    assertThat(send("localhost")).isEqualTo(Answer.delivered("accepted by localhost"));
    assertThat(server.getReceivedMessages()).hasSize(1);
  }

  @Test
  void certificateOfAnotherHost_getsNothing() throws Exception {
    assertThat(send("127.0.0.1").kind()).isEqualTo(Kind.AWAY);
    assertThat(server.getReceivedMessages()).isEmpty();
  }
}
