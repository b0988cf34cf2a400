package io.sightline.alerting.delivery.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.avro.Alert;
import io.sightline.runtime.LinksConfig;
import io.sightline.runtime.Secret;
import io.sightline.runtime.SignedLink;
import io.sightline.runtime.SignedLink.Purpose;
import io.sightline.runtime.SignedLink.Verdict;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class FeedbackInWordingTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Secret SECRET = new Secret("a secret of thirty-two characters, at least");
  private static final LinksConfig LINKS =
      new LinksConfig(URI.create("https://cams.example"), SECRET, Duration.ofDays(1));
  private static final Alert ALERT =
      Alert.newBuilder()
          .setAlertId("hall-i1")
          .setRecordId("hall-i1-0")
          .setCamera("hall")
          .setCapturedAt(NOON)
          .build();

  private static String body(LinksConfig links, String template) {
    return new Wording(new Template("t"), new Template(template), ZoneOffset.UTC, new Links(links))
        .of(ALERT, "key", false, NOON.plusSeconds(3))
        .body();
  }

  @Test
  void links_leadToAPageForThatWordAboutThatAlert() {
    URI link = URI.create(body(LINKS, "{false_alarm}"));

    assertThat(link.toString()).startsWith("https://cams.example/feedback/false-alarm/hall-i1?");
    assertThat(verdict(link, "false-alarm/hall-i1")).isEqualTo(Verdict.VALID);
    assertThat(verdict(link, "known/hall-i1")).isEqualTo(Verdict.FORGED);
    assertThat(body(LINKS, "{belongs_here}")).contains("/feedback/known/hall-i1?");
    assertThat(body(LINKS, "{was_right}")).contains("/feedback/confirmed/hall-i1?");
  }

  private static Verdict verdict(URI link, String subject) {
    String query = link.getQuery();
    String exp = query.substring("exp=".length(), query.indexOf('&'));
    String sig = query.substring(query.indexOf("sig=") + "sig=".length());
    Instant before = NOON.plus(Duration.ofDays(1)).minusSeconds(1);
    return new SignedLink(SECRET).check(Purpose.FEEDBACK, subject, exp, sig, before);
  }

  @Test
  void withoutLinks_theFieldsAreEmpty() {
    assertThat(body(LinksConfig.OFF, "a{false_alarm}{belongs_here}{was_right}b")).isEqualTo("ab");
  }
}
