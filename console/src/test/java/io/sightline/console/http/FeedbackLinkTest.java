package io.sightline.console.http;

import static io.sightline.console.FakeConsole.LINKS;
import static io.sightline.console.Samples.NOON;
import static io.sightline.console.Samples.alert;
import static io.sightline.console.Samples.camera;
import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.avro.Alert;
import io.sightline.avro.FeedbackKind;
import io.sightline.console.FakeConsole;
import io.sightline.runtime.FeedbackLink;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FeedbackLinkTest {
  private static final Alert ALERT = alert("room", NOON).build();
  private FakeConsole console;

  @BeforeEach
  void start() throws Exception {
    console = new FakeConsole();
    console.add(camera("room", "<b>Living room</b>").build());
    console.add(ALERT);
  }

  @AfterEach
  void stop() {
    console.close();
  }

  private static String link(String kind, Instant now) {
    return FeedbackLink.of(LINKS, kind, ALERT.getAlertId(), now);
  }

  /** The link as it was sent, by the address at which this test finds the console. */
  private HttpRequest.Builder request(String link) {
    String here = "http://127.0.0.1:" + console.server.port();
    return HttpRequest.newBuilder(URI.create(link.replace("https://cams.example", here)));
  }

  private HttpResponse<String> get(String link) throws Exception {
    return send(request(link).GET());
  }

  private HttpResponse<String> post(String link) throws Exception {
    return send(request(link).POST(BodyPublishers.noBody()));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void link_asksFirstAndTheButtonSaysIt() throws Exception {
    String link = link("false-alarm", Instant.now());

    HttpResponse<String> asked = get(link);
    assertThat(asked.statusCode()).isEqualTo(200);
    assertThat(asked.body())
        .contains("Was it a false alarm?", "<form method=\"post\">")
        .contains("Person at &lt;b&gt;Living room&lt;/b&gt;");
    assertThat(asked.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("form-action 'self'", "default-src 'none'");
    assertThat(send(request(link).method("HEAD", BodyPublishers.noBody())).statusCode())
        .isEqualTo(200);
    assertThat(console.written).isEmpty();

    assertThat(post(link).body()).contains("Noted, thank you");
    assertThat(console.written).hasSize(1);
    assertThat(console.written.get(0).getKind()).isEqualTo(FeedbackKind.FALSE_ALARM);
    assertThat(console.written.get(0).getSource()).isEqualTo("link");
    assertThat(console.written.get(0).getBox()).isEqualTo(ALERT.getSnapshotBox());
  }

  @Test
  void linkUsedTwice_saysItOnce() throws Exception {
    String link = link("known", Instant.now());
    post(link);

    assertThat(post(link).body()).contains("noted already");
    assertThat(get(link).body()).contains("noted already").doesNotContain("<form");
    assertThat(console.written).hasSize(1);
  }

  @Test
  void linkForAnotherWordOrAlertOrTooOld_isRefused() throws Exception {
    String link = link("known", Instant.now());
    String old = link("known", Instant.now().minus(Duration.ofDays(2)));

    assertThat(post(link.replace("/known/", "/confirmed/")).statusCode()).isEqualTo(403);
    assertThat(post(link.replace(ALERT.getAlertId(), "room-i0")).statusCode()).isEqualTo(403);
    assertThat(post(link.substring(0, link.length() - 1)).body()).contains("cut or changed");
    assertThat(post(old).body()).contains("a link that has not expired");
    assertThat(post(old).statusCode()).isEqualTo(403);
    assertThat(get(old).statusCode()).isEqualTo(403);
    assertThat(console.written).isEmpty();
  }

  @Test
  void signedForNoWordThatALinkMaySay_isRefused() throws Exception {
    assertThat(post(link("revoked", Instant.now())).statusCode()).isEqualTo(400);
    assertThat(post(link("missed", Instant.now())).statusCode()).isEqualTo(400);
    assertThat(console.written).isEmpty();
  }
}
