package io.sightline.standalone.prove;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.avro.Expiry;
import io.sightline.avro.LedgerHead;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerPathTest {
  private final List<Fact> ledger = new ArrayList<>();

  LedgerPathTest() {
    String previous = "";
    for (int i = 0; i < 10; i++) {
      Fact entry = entry(i, previous, "c" + i);
      ledger.add(entry);
      previous = Fact.sha256(entry.bytes());
    }
  }

  private static Fact entry(int sequence, String previous, String clip) {
    Expiry expiry =
        Expiry.newBuilder()
            .setClipId(clip)
            .setRecordId(clip + "-e")
            .setSequence(sequence)
            .setPreviousHash(previous)
            .build();
    byte[] bytes = expiry.toString().getBytes(StandardCharsets.UTF_8);
    return new Fact("expiries", 2, sequence, Instant.EPOCH, clip, bytes, expiry);
  }

  private LedgerHead head(int entries) {
    return LedgerHead.newBuilder()
        .setRecordId("2-" + entries)
        .setPartition(2)
        .setEntries(entries)
        .setHash(Fact.sha256(ledger.get(entries - 1).bytes()))
        .build();
  }

  private LedgerPath path(int from, int to) {
    return LedgerPath.of(
        ledger, List.of(head(3), head(8), head(10)), ledger.get(from), ledger.get(to));
  }

  @Test
  void path_goesToTheFirstHeadAboveTheLastEntry() {
    LedgerPath path = path(4, 5);
    assertThat(path.entries()).extracting(LedgerPath::sequence).containsExactly(4L, 5L, 6L, 7L);
    assertThat(path.head()).isEqualTo(head(8));
    assertThat(path.broken()).isEmpty();
  }

  @Test
  void withoutAHeadAbove_pathEndsAtTheEntry() {
    LedgerPath path = LedgerPath.of(ledger, List.of(head(3)), ledger.get(4), ledger.get(5));
    assertThat(path.entries()).hasSize(2);
    assertThat(path.head()).isNull();
    assertThat(path.broken()).isEmpty();
  }

  @Test
  void changedEntry_isFound() {
    List<Fact> entries = new ArrayList<>(path(4, 5).entries());
    Expiry was = (Expiry) entries.get(1).value();
    entries.set(1, entry(5, was.getPreviousHash(), "other"));
    assertThat(new LedgerPath(entries, head(8)).broken())
        .singleElement()
        .asString()
        .startsWith("expiries-2@6 says");
  }

  @Test
  void removedEntry_isFound() {
    List<Fact> entries = new ArrayList<>(path(4, 5).entries());
    entries.remove(1);
    assertThat(new LedgerPath(entries, head(8)).broken()).hasSize(2);
  }

  @Test
  void cutPath_isFound() {
    List<Fact> entries = path(4, 5).entries().subList(0, 3);
    assertThat(new LedgerPath(entries, head(8)).broken())
        .singleElement()
        .asString()
        .startsWith("the head covers 8 entries");
  }
}
