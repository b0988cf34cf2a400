package io.sightline.console.http;

import static io.sightline.console.FakeConsole.LINKS;
import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.console.FakeConsole;
import io.sightline.runtime.Secret;
import io.sightline.runtime.SignedLink;
import io.sightline.runtime.SignedLink.Purpose;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PictureLinkTest {
  private static final String KEY = "hall/2026-03-01/hall-c1/frames/hall-f1.jpg";
  private static final String OTHER = "hall/2026-03-01/hall-c1/frames/hall-f2.jpg";
  private static final Instant SOON = Instant.now().plusSeconds(600);
  private static FakeConsole console;

  @BeforeAll
  static void start() throws Exception {
    console = new FakeConsole();
    console.store.put(KEY, new byte[] {1, 2, 3});
    console.store.put(OTHER, new byte[] {4});
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  private static String query(Instant expires) {
    return LINKS.signer().query(Purpose.PICTURE, KEY, expires);
  }

  private static HttpResponse<byte[]> get(String key, String query) throws Exception {
    URI uri =
        URI.create(
            "http://127.0.0.1:" + console.server.port() + "/media/pictures/" + key + "?" + query);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private static void assertRefused(HttpResponse<byte[]> answer, String why) {
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(new String(answer.body())).contains(why);
  }

  @Test
  void signedLink_givesThePicture() throws Exception {
    HttpResponse<byte[]> answer = get(KEY, query(SOON));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type")).hasValue("image/jpeg");
    assertThat(answer.body()).containsExactly(1, 2, 3);
  }

  @Test
  void linkForOnePicture_givesNoOther() throws Exception {
    assertRefused(get(OTHER, query(SOON)), "cut or changed");
    assertRefused(get("hall/../" + KEY, query(SOON)), "cut or changed");
  }

  @Test
  void expiredLink_isRefusedAndSaysSo() throws Exception {
    assertRefused(get(KEY, query(Instant.now().minusSeconds(1))), "has not expired");
  }

  @Test
  void changedOrMissingSignature_isRefused() throws Exception {
    assertRefused(get(KEY, query(SOON).replaceFirst("exp=\\d", "exp=9")), "cut or changed");
    assertRefused(get(KEY, query(SOON) + "x"), "cut or changed");
    assertRefused(get(KEY, ""), "cut or changed");
  }

  @Test
  void linkSignedByAnotherOrForFeedback_isRefused() throws Exception {
    SignedLink other = new SignedLink(new Secret("another secret of thirty-two characters"));
    assertRefused(get(KEY, other.query(Purpose.PICTURE, KEY, SOON)), "cut or changed");
    assertRefused(get(KEY, LINKS.signer().query(Purpose.FEEDBACK, KEY, SOON)), "cut or changed");
  }

  @Test
  void pictureThatIsGone_isNotFound() throws Exception {
    String gone = "hall/gone.jpg";
    HttpResponse<byte[]> answer = get(gone, LINKS.signer().query(Purpose.PICTURE, gone, SOON));

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(new String(answer.body())).contains("may have expired");
  }
}
