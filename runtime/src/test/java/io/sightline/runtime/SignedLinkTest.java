package io.sightline.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sightline.runtime.SignedLink.Purpose;
import io.sightline.runtime.SignedLink.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignedLinkTest {
  private static final String SECRET = "0123456789abcdef0123456789abcdef";
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final String KEY = "hall/2026-03-01/hall-c1/frames/hall-f1.jpg";
  private final SignedLink links = new SignedLink(new Secret(SECRET));
  private final String exp = Long.toString(NOON.getEpochSecond());
  private final String sig =
      links.query(Purpose.PICTURE, KEY, NOON).substring(("exp=" + exp + "&sig=").length());

  private Verdict check(String subject, String exp, String sig, Instant now) {
    return links.check(Purpose.PICTURE, subject, exp, sig, now);
  }

  @Test
  void link_isValidUntilItExpires() {
    assertThat(check(KEY, exp, sig, NOON.minusSeconds(1))).isEqualTo(Verdict.VALID);
    assertThat(check(KEY, exp, sig, NOON)).isEqualTo(Verdict.EXPIRED);
  }

  @Test
  void signature_isWhatIsDocumented() throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    byte[] digest = mac.doFinal(("PICTURE\n" + exp + "\n" + KEY).getBytes(StandardCharsets.UTF_8));
    assertThat(sig).isEqualTo(Base64.getUrlEncoder().withoutPadding().encodeToString(digest));
  }

  @Test
  void changedLink_isForged() {
    Instant before = NOON.minusSeconds(1);
    String later = Long.toString(NOON.getEpochSecond() + 1);
    assertThat(check(KEY + "x", exp, sig, before)).isEqualTo(Verdict.FORGED);
    assertThat(check(KEY, later, sig, before)).isEqualTo(Verdict.FORGED);
    assertThat(check(KEY, "0" + exp, sig, before)).isEqualTo(Verdict.FORGED);
    assertThat(check(KEY, exp, sig.substring(1), before)).isEqualTo(Verdict.FORGED);
    assertThat(check(KEY, exp, "", before)).isEqualTo(Verdict.FORGED);
    assertThat(check(KEY, null, sig, before)).isEqualTo(Verdict.FORGED);
    assertThat(check(KEY, "9999999999999999999999", sig, before)).isEqualTo(Verdict.FORGED);
    assertThat(check(KEY, exp, null, before)).isEqualTo(Verdict.FORGED);
  }

  @Test
  void linkForOnePurpose_isWorthNothingForAnother() {
    assertThat(links.check(Purpose.FEEDBACK, KEY, exp, sig, NOON.minusSeconds(1)))
        .isEqualTo(Verdict.FORGED);
  }

  @Test
  void otherSecret_isForged() {
    SignedLink others = new SignedLink(new Secret("another secret of enough characters"));
    assertThat(others.check(Purpose.PICTURE, KEY, exp, sig, NOON.minusSeconds(1)))
        .isEqualTo(Verdict.FORGED);
  }

  @Test
  void addresses_areBelowTheBaseWithOrWithoutASlashAtItsEnd() throws ConfigException {
    for (String base : new String[] {"https://cams.example/x", "https://cams.example/x/"}) {
      LinksConfig config = parse("{base_url: '" + base + "', secret: " + SECRET + "}");
      assertThat(config.address("media/a")).isEqualTo("https://cams.example/x/media/a");
      assertThat(config.isOn()).isTrue();
      assertThat(config.toString()).doesNotContain(SECRET);
    }
    assertThat(parse("{}")).isEqualTo(LinksConfig.OFF);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{base_url: 'https://x'} | secret is missing: expected both or neither",
        "{secret: 0123456789abcdef0123456789abcdef} | base_url is missing",
        "{base_url: 'https://x', secret: short} | expected 32 characters or more",
        "{base_url: 'ftp://x', secret: 0123456789abcdef0123456789abcdef} | base_url ftp://x",
        "{base_url: 'http://x?a=b', secret: 0123456789abcdef0123456789abcdef} | without a query",
        "{valid_for: 1s} | valid_for PT1S: expected 1m to 365d"
      })
  void badValue_isRefusedWithWhatWasExpected(String yaml, String message) {
    assertThatThrownBy(() -> parse(yaml))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(message);
  }

  private static LinksConfig parse(String yaml) throws ConfigException {
    return ConfigLoader.parse("test", yaml, LinksConfig.class, Map.of());
  }
}
