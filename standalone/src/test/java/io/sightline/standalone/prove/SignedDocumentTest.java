package io.sightline.standalone.prove;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.retention.signing.KeyRing;
import io.sightline.retention.signing.KeyRing.Verdict;
import io.sightline.retention.signing.SigningKey;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignedDocumentTest {
  private static final SigningKey KEY = SigningKey.ofSeed(new byte[32]);
  private static final KeyRing RING = KeyRing.of(List.of(KEY.publicText()));

  private final ObjectNode content =
      new ObjectMapper().createObjectNode().put("b", 2).put("a", "x\"\n").put("c", 1L << 40);

  @Test
  void signed_holdsAlsoWhenLaidOutAnew() throws Exception {
    String text = SignedDocument.of("kind 1", content, KEY).text();
    assertThat(SignedDocument.parse(text).check(RING)).isEqualTo(Verdict.GOOD);
    String dense = new ObjectMapper().readTree(text).toString();
    assertThat(dense).isNotEqualTo(text);
    assertThat(SignedDocument.parse(dense).check(RING)).isEqualTo(Verdict.GOOD);
  }

  @Test
  void changedValueOrKind_isFound() {
    String text = SignedDocument.of("kind 1", content, KEY).text();
    assertThat(SignedDocument.parse(text.replace(": 2", ": 3")).check(RING))
        .isEqualTo(Verdict.WRONG);
    assertThat(SignedDocument.parse(text.replace("kind 1", "kind 2")).check(RING))
        .isEqualTo(Verdict.WRONG);
  }

  @Test
  void withoutKeyOrByAnother_isNotGood() {
    String text = SignedDocument.of("kind 1", content, null).text();
    assertThat(SignedDocument.parse(text).check(RING)).isEqualTo(Verdict.UNSIGNED);
    SigningKey other =
        SigningKey.ofSeed(
            new byte[] {
              1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24,
              25, 26, 27, 28, 29, 30, 31, 32
            });
    String foreign = SignedDocument.of("kind 1", content, other).text();
    assertThat(SignedDocument.parse(foreign).check(RING)).isEqualTo(Verdict.UNKNOWN_KEY);
  }

  @Test
  void whatIsNoDocument_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SignedDocument.parse("site: home"))
        .withMessageContaining("not JSON");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SignedDocument.parse("{}"))
        .withMessageContaining("expected a document");
  }
}
