package io.sightline.e2e.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sightline.alerting.delivery.ChannelConfig;
import io.sightline.alerting.delivery.DeliveryServices;
import io.sightline.avro.Alert;
import io.sightline.avro.AlertState;
import io.sightline.avro.DeliveryState;
import io.sightline.avro.Notification;
import io.sightline.clipstore.FilesClipStore;
import io.sightline.console.ConsoleConfig;
import io.sightline.console.ConsoleServices;
import io.sightline.e2e.cluster.Cluster;
import io.sightline.runtime.ConfigLoader;
import io.sightline.runtime.LinksConfig;
import io.sightline.runtime.Secret;
import io.sightline.runtime.Service;
import io.sightline.schemas.Topics;
import io.sightline.standalone.FreePorts;
import jakarta.mail.internet.MimeMultipart;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console gives the picture by the link that alerting signs; a real mail server gets it. */
class PictureInMailIT {
  private static final String KEY = "hall/2026-03-01/hall-c1/frames/hall-f1.jpg";
  private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 1, 2, 3, 4};

  @TempDir Path folder;

  @Test
  void alertWithASnapshot_isAMailWithThatPictureAndALinkToItAlone() throws Exception {
    GreenMail mails = new GreenMail(ServerSetup.SMTP.dynamicPort());
    mails.start();
    try (FilesClipStore store = new FilesClipStore(folder.resolve("clips"));
        Cluster cluster = Cluster.start(folder.resolve("broker"))) {
      store.put(KEY, JPEG);
      int port = FreePorts.next();
      LinksConfig links =
          new LinksConfig(
              URI.create("http://localhost:" + port),
              new Secret("a secret of thirty-two characters, at least"),
              Duration.ofDays(1));
      start(cluster, console(port, links, store, cluster));
      start(cluster, delivery(mails.getSmtp().getPort(), links, cluster));
      cluster.send(Topics.ALERTS, "hall", alert());

      await().atMost(Duration.ofMinutes(2)).until(() -> !receipts(cluster).isEmpty());
      assertThat(receipts(cluster).get(0).getState()).isEqualTo(DeliveryState.DELIVERED);
      assertThat(receipts(cluster).get(0).getAnswer()).doesNotContain("without picture");
      MimeMultipart both = (MimeMultipart) mails.getReceivedMessages()[0].getContent();
      MimeMultipart related = (MimeMultipart) both.getBodyPart(1).getContent();
      try (InputStream picture = related.getBodyPart(1).getInputStream()) {
        assertThat(picture.readAllBytes()).isEqualTo(JPEG);
      }
      String text = (String) both.getBodyPart(0).getContent();
      String link = text.lines().filter(line -> line.startsWith("http")).findFirst().orElseThrow();
      assertThat(status(link)).isEqualTo(200);
      assertThat(status(link.replace("hall-f1", "hall-f2"))).isEqualTo(403);
      assertThat(status(link.substring(0, link.length() - 1))).isEqualTo(403);
    } finally {
      mails.stop();
    }
  }

  private static int status(String link) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(URI.create(link)).build(), BodyHandlers.discarding())
        .statusCode();
  }

  private static List<Service> console(
      int port, LinksConfig links, FilesClipStore store, Cluster cluster) {
    return ConsoleServices.create(
        ConsoleConfig.DEFAULTS.onPort(port),
        links,
        cluster.kafka(),
        store,
        erasure -> "",
        Clock.systemUTC(),
        new SimpleMeterRegistry());
  }

  private static List<Service> delivery(int port, LinksConfig links, Cluster cluster)
      throws Exception {
    ChannelConfig mail =
        ConfigLoader.parse(
            "test",
            """
            type: mail
            mail: {host: 127.0.0.1, port: %d, security: none, from: cams@example.org,
                   to: [me@example.org]}
            """
                .formatted(port),
            ChannelConfig.class,
            Map.of());
    return DeliveryServices.create(
        List.of(mail),
        links,
        cluster.kafka(),
        Clock.systemUTC(),
        "test",
        new SimpleMeterRegistry());
  }

  private static void start(Cluster cluster, List<Service> services) throws Exception {
    for (Service service : services) {
      cluster.started(service);
    }
  }

  private static List<Notification> receipts(Cluster cluster) {
    return cluster.values(Topics.NOTIFICATIONS);
  }

  private static Alert alert() {
    return Alert.newBuilder()
        .setAlertId("hall-i1")
        .setRecordId("hall-i1-0")
        .setCamera("hall")
        .setCapturedAt(Instant.now())
        .setState(AlertState.OPENED)
        .setSnapshot(KEY)
        .build();
  }
}
