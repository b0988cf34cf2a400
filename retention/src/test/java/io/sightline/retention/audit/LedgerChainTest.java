package io.sightline.retention.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.avro.Expiry;
import io.sightline.retention.audit.LedgerChain.Link;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerChainTest {
  private final List<Link> links = new ArrayList<>();

  LedgerChainTest() throws Exception {
    String previous = "";
    for (int i = 0; i < 5; i++) {
      byte[] bytes = ("entry " + i + " after " + previous).getBytes(StandardCharsets.UTF_8);
      links.add(new Link(2, i, bytes, entry("clip-" + i, i, previous)));
      previous = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
  }

  private static Expiry entry(String clip, long sequence, String previous) {
    return Expiry.newBuilder()
        .setClipId(clip)
        .setRecordId(clip + "-e")
        .setSequence(sequence)
        .setPreviousHash(previous)
        .build();
  }

  private List<String> broken() {
    return LedgerChain.check(links).stream().map(f -> f.subject() + " " + f.what()).toList();
  }

  @Test
  void chainAsItWasWritten_holds() {
    assertThat(broken()).isEmpty();
  }

  @Test
  void changedEntry_isFoundByTheOneBehindIt() {
    Link honest = links.get(2);
    links.set(2, new Link(2, 2, "another".getBytes(StandardCharsets.UTF_8), honest.entry()));
    assertThat(broken())
        .singleElement()
        .asString()
        .startsWith("expiries-2@3 says the entry before");
  }

  @Test
  void removedEntry_isFoundByNumberAndHash() {
    links.remove(1);
    assertThat(broken())
        .hasSize(2)
        .anyMatch(what -> what.startsWith("expiries-2@2 has number 2: expected 1"))
        .anyMatch(what -> what.startsWith("expiries-2@2 says the entry before"));
  }

  @Test
  void removedFirstEntry_isFound() {
    links.remove(0);
    assertThat(broken()).anyMatch(what -> what.startsWith("expiries-2@1 has number 1: expected 0"));
  }

  @Test
  void reorderedEntries_areFound() {
    Collections.swap(links, 1, 2);
    assertThat(broken()).anyMatch(what -> what.startsWith("expiries-2@2 has number 2: expected 1"));
  }

  @Test
  void entryThatIsThereTwice_isFound() {
    links.add(new Link(2, 5, links.get(4).bytes(), links.get(4).entry()));
    assertThat(broken()).anyMatch(w -> w.contains("tells clip-4-e again, as expiries-2@4 does"));
  }

  @Test
  void truncatedEntry_isNamedAndTheChainGoesOn() {
    links.set(4, new Link(2, 4, new byte[3], null));
    assertThat(broken())
        .containsExactly("expiries-2@4 cannot be read: expected an entry of the ledger");
  }
}
