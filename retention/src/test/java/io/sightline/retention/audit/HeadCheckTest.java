package io.sightline.retention.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.avro.Expiry;
import io.sightline.avro.LedgerHead;
import io.sightline.retention.audit.HeadCheck.Head;
import io.sightline.retention.audit.LedgerChain.Link;
import io.sightline.retention.signing.HeadStatement;
import io.sightline.retention.signing.KeyRing;
import io.sightline.retention.signing.SigningKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HeadCheckTest {
  private static final Instant DELETED = Instant.parse("2026-11-28T12:00:00Z");
  private static final HeadStatement STATEMENT = new HeadStatement("test.expiries");

  private final SigningKey key = seeded(1);
  private final List<Link> links = new ArrayList<>();
  private final List<Head> heads = new ArrayList<>();
  private KeyRing trusted = KeyRing.of(List.of(key.publicText()));
  private Instant covered = DELETED;

  HeadCheckTest() {
    for (int i = 0; i < 6; i++) {
      links.add(link(i, "entry " + i));
    }
    heads.add(head(2, key));
    heads.add(head(4, key));
    heads.add(head(6, key));
  }

  private static SigningKey seeded(int with) {
    byte[] seed = new byte[32];
    Arrays.fill(seed, (byte) with);
    return SigningKey.ofSeed(seed);
  }

  private static Link link(int sequence, String text) {
    Expiry entry =
        Expiry.newBuilder()
            .setClipId("clip-" + sequence)
            .setRecordId("clip-" + sequence + "-e")
            .setSequence(sequence)
            .setDeletedAt(DELETED)
            .build();
    return new Link(2, sequence, text.getBytes(StandardCharsets.UTF_8), entry);
  }

  private Head head(int entries, @Nullable SigningKey by) {
    LedgerHead head =
        LedgerHead.newBuilder()
            .setRecordId("2-" + entries)
            .setPartition(2)
            .setEntries(entries)
            .setHash(LedgerChain.sha256(links.get(entries - 1).bytes()))
            .setSignedAt(DELETED)
            .build();
    return new Head("ledger-heads-2@" + entries, STATEMENT.signed(head, by));
  }

  private List<String> found() {
    HeadCheck check = new HeadCheck(STATEMENT, trusted, covered, heads);
    links.forEach(check::follow);
    return check.findings().stream()
        .map(f -> f.kind() + " " + f.subject() + " " + f.what())
        .toList();
  }

  @Test
  void ledgerUnderItsHeads_holds() {
    assertThat(found()).isEmpty();
  }

  @Test
  void entriesAfterTheNewestHead_areNoDifferenceUntilOneIsDue() {
    heads.remove(2);
    assertThat(found()).isEmpty();
    covered = DELETED.plusSeconds(1);
    assertThat(found())
        .singleElement()
        .asString()
        .startsWith("UNTRUSTED_HEAD expiries-2 2 entries from before");
  }

  @Test
  void tailThatIsCutOff_isFoundByTheHead() {
    links.remove(5);
    assertThat(found())
        .singleElement()
        .asString()
        .startsWith("BROKEN_LEDGER expiries-2 entry 6 is gone, 5 are there: expected 6 entries");
  }

  @Test
  void ledgerOfAPartitionThatIsGone_isFound() {
    links.clear();
    assertThat(found()).singleElement().asString().contains("entry 6 is gone, 0 are there");
  }

  @Test
  void tailThatIsWrittenAnew_isFoundByTheHead() {
    links.set(3, link(3, "another"));
    links.set(5, link(5, "another"));
    assertThat(found())
        .singleElement()
        .asString()
        .startsWith("BROKEN_LEDGER expiries-2 entry 4 was written anew: expected 4 entries");
  }

  @Test
  void headOfAnotherKey_speaksForNothing() {
    links.remove(5);
    heads.set(2, head(2, seeded(9)));
    heads.add(head(5, seeded(9)));
    assertThat(found())
        .hasSize(2)
        .allMatch(what -> what.startsWith("UNTRUSTED_HEAD ledger-heads-2@"))
        .allMatch(what -> what.contains("is signed by key " + seeded(9).id()));
  }

  @Test
  void headThatWasChanged_isFoundWithItsPlace() {
    LedgerHead shorter = LedgerHead.newBuilder(heads.get(2).head()).setEntries(5).build();
    heads.set(2, new Head("_ledger/heads/2.txt", shorter));
    assertThat(found())
        .containsExactly(
            "UNTRUSTED_HEAD _ledger/heads/2.txt head of 5 entries of expiries-2 has a wrong"
                + " signature: it was changed, or is forged");
  }

  @Test
  void unsignedHeads_countUntilTheFirstSignedOne() {
    heads.set(0, head(2, null));
    assertThat(found()).isEmpty();
    heads.set(2, head(6, null));
    assertThat(found()).singleElement().asString().contains("is not signed: expected a signature");
  }

  @Test
  void nothingSignedThoughThereIsAKey_isFoundOnce() {
    heads.replaceAll(head -> head((int) head.head().getEntries(), null));
    assertThat(found()).singleElement().asString().contains("@6 head of 6 entries");
  }

  @Test
  void withoutAnyTrustedKey_headsAreStillHeldAgainstTheLedger() {
    trusted = KeyRing.of(List.of());
    assertThat(found()).isEmpty();
    links.remove(5);
    assertThat(found()).singleElement().asString().contains("entry 6 is gone");
  }

  @Test
  void rotatedKey_bothCount() {
    SigningKey next = seeded(2);
    heads.set(2, head(6, next));
    assertThat(found()).singleElement().asString().contains("is signed by key " + next.id());
    trusted = KeyRing.of(List.of(key.publicText(), next.publicText()));
    assertThat(found()).isEmpty();
  }
}
