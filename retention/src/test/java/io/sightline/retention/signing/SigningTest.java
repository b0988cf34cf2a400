package io.sightline.retention.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sightline.avro.LedgerHead;
import io.sightline.retention.signing.KeyRing.Verdict;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class SigningTest {
  private static final String STATEMENT = "sightline test 1\nsays yes\n";

  /** RFC 8032, section 7.1, test 1. */
  private static final String RFC_SEED =
      "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";

  private static final String RFC_PUBLIC =
      "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";

  private final SigningKey key = seeded(1);
  private final KeyRing ring = KeyRing.of(List.of(key.publicText()));
  private final HeadStatement heads = new HeadStatement("test.expiries");

  private static SigningKey seeded(int with) {
    byte[] seed = new byte[32];
    Arrays.fill(seed, (byte) with);
    return SigningKey.ofSeed(seed);
  }

  @Test
  void signature_holdsForItsStatementAndNoOther() {
    String signature = key.sign(STATEMENT);
    assertThat(ring.check(key.id(), STATEMENT, signature)).isEqualTo(Verdict.GOOD);
    assertThat(ring.check(key.id(), STATEMENT + " ", signature)).isEqualTo(Verdict.WRONG);
    assertThat(ring.check(key.id(), STATEMENT, seeded(2).sign(STATEMENT))).isEqualTo(Verdict.WRONG);
    assertThat(ring.check(key.id(), STATEMENT, "no signature")).isEqualTo(Verdict.WRONG);
    assertThat(ring.check(key.id(), STATEMENT, "")).isEqualTo(Verdict.UNSIGNED);
    assertThat(ring.check("", STATEMENT, signature)).isEqualTo(Verdict.UNSIGNED);
    assertThat(ring.check(seeded(2).id(), STATEMENT, signature)).isEqualTo(Verdict.UNKNOWN_KEY);
  }

  @Test
  void keyThatIsNoLongerInUse_countsAsLongAsItIsListed() {
    SigningKey next = seeded(2);
    String old = key.sign(STATEMENT);
    KeyRing both = KeyRing.of(List.of(key.publicText(), next.publicText()));
    assertThat(both.check(key.id(), STATEMENT, old)).isEqualTo(Verdict.GOOD);
    assertThat(both.check(next.id(), STATEMENT, next.sign(STATEMENT))).isEqualTo(Verdict.GOOD);
  }

  @Test
  void publicKey_isTheOneTheStandardGives() {
    SigningKey standard = SigningKey.ofSeed(HexFormat.of().parseHex(RFC_SEED));
    byte[] encoded = Base64.getDecoder().decode(standard.publicText());
    byte[] raw = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
    assertThat(HexFormat.of().formatHex(raw)).isEqualTo(RFC_PUBLIC);
  }

  @Test
  void key_isReadAsItWasWritten() {
    assertThat(SigningKey.parse(key.privateText()).publicText()).isEqualTo(key.publicText());
    String oneLine = key.privateText().replaceAll("-----[A-Z ]+-----|\n", "");
    assertThat(SigningKey.parse(oneLine).id()).isEqualTo(key.id());
  }

  @Test
  void whatIsNoKey_isRefusedWithoutPrintingIt() {
    assertThatThrownBy(() -> SigningKey.parse("secret-but-no-key"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("17 characters")
        .hasMessageContaining("expected an Ed25519 key")
        .hasMessageNotContaining("secret-but");
    assertThatThrownBy(() -> KeyRing.of(List.of("AAAA")))
        .hasMessageContaining("public key 'AAAA': expected");
    assertThatThrownBy(() -> SigningKey.ofSeed(new byte[31])).hasMessageContaining("expected 32");
    assertThat(key.toString()).isEqualTo("key " + key.id());
  }

  @Test
  void head_isReadBackFromItsFile() {
    LedgerHead head = heads.signed(head(), key);
    assertThat(heads.file(head))
        .startsWith("sightline ledger head 1\nledger test.expiries\npartition 3\nentries 1200\n");
    LedgerHead read = heads.parse(heads.file(head));
    assertThat(read).isEqualTo(head);
    assertThat(heads.check(read, ring)).isEqualTo(Verdict.GOOD);
  }

  @Test
  void headWithAnotherNumber_isNotSigned() {
    LedgerHead head = heads.signed(head(), key);
    LedgerHead changed = LedgerHead.newBuilder(head).setEntries(1199).build();
    assertThat(heads.check(changed, ring)).isEqualTo(Verdict.WRONG);
    assertThat(new HeadStatement("other.expiries").check(head, ring)).isEqualTo(Verdict.WRONG);
    assertThat(heads.check(heads.signed(head(), null), ring)).isEqualTo(Verdict.UNSIGNED);
  }

  @Test
  void fileThatIsNoHead_isRefused() {
    for (String file :
        List.of("", "hello\n", heads.file(head()).replace("entries 1200", "entries x"))) {
      assertThatThrownBy(() -> heads.parse(file))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("expected a head of test.expiries");
    }
    assertThatThrownBy(() -> heads.parse(heads.file(head()) + "more\n"))
        .hasMessageContaining("expected a head");
  }

  private static LedgerHead head() {
    return LedgerHead.newBuilder()
        .setRecordId("3-1200")
        .setPartition(3)
        .setEntries(1200)
        .setHash("ab".repeat(32))
        .setSignedAt(Instant.parse("2026-11-28T21:00:00.000001Z"))
        .build();
  }
}
