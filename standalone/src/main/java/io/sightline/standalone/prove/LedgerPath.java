package io.sightline.standalone.prove;

import io.sightline.avro.Expiry;
import io.sightline.avro.LedgerHead;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The way from an entry of the ledger to a head above it: each entry on it holds the hash of the
 * one before, and the head that of the last. Pure.
 *
 * @param entries in order, of one partition, without a gap; empty: nothing to prove
 * @param head null: none was written since
 */
public record LedgerPath(List<Fact> entries, @Nullable LedgerHead head) {
  /** A path that is longer is cut: heads are written more often. */
  static final int MOST = 100_000;

  public LedgerPath {
    entries = List.copyOf(entries);
  }

  /**
   * @param ledger all entries
   * @param from the first entry to be proved; the path goes on to the first head above the last one
   * @param to the last
   */
  public static LedgerPath of(List<Fact> ledger, List<LedgerHead> heads, Fact from, Fact to) {
    List<Fact> chain =
        ledger.stream()
            .filter(each -> each.partition() == from.partition() && each.value() != null)
            .sorted(Comparator.comparingLong(LedgerPath::sequence))
            .toList();
    Reach reach = Reach.of(heads, from, to);
    List<Fact> path = chain.stream().filter(reach::has).toList();
    return new LedgerPath(path, head(heads, to).orElse(null));
  }

  /** The first head above an entry. */
  private static Optional<LedgerHead> head(List<LedgerHead> heads, Fact to) {
    return heads.stream()
        .filter(each -> each.getPartition() == to.partition())
        .filter(each -> each.getEntries() > sequence(to))
        .min(Comparator.comparingLong(LedgerHead::getEntries));
  }

  /** The numbers of the entries from one entry to a head above another. */
  public record Reach(long first, long last) {
    public static Reach of(List<LedgerHead> heads, Fact from, Fact to) {
      long last = head(heads, to).map(each -> each.getEntries() - 1).orElse(sequence(to));
      return new Reach(sequence(from), Math.min(last, sequence(from) + MOST - 1));
    }

    public boolean has(Fact entry) {
      return sequence(entry) >= first && sequence(entry) <= last;
    }
  }

  static long sequence(Fact entry) {
    return entry.value() instanceof Expiry expiry ? expiry.getSequence() : -1;
  }

  /** Every link that does not hold, for people; empty: the path holds. */
  public List<String> broken() {
    List<String> broken = new ArrayList<>();
    Fact before = null;
    for (Fact entry : entries) {
      if (!(entry.value() instanceof Expiry expiry)) {
        broken.add(entry.place() + ": expected an entry of the ledger");
      } else if (before != null) {
        link(before, entry, expiry, broken);
      }
      before = entry;
    }
    if (head != null && before != null) {
      top(before, head, broken);
    }
    return broken;
  }

  private static void link(Fact before, Fact entry, Expiry expiry, List<String> broken) {
    String hash = Fact.sha256(before.bytes());
    if (expiry.getSequence() != sequence(before) + 1) {
      broken.add(
          "%s has number %d: expected %d"
              .formatted(entry.place(), expiry.getSequence(), sequence(before) + 1));
    }
    if (!expiry.getPreviousHash().equals(hash)) {
      broken.add(
          "%s says the entry before it has hash %s: it has %s"
              .formatted(entry.place(), expiry.getPreviousHash(), hash));
    }
  }

  private static void top(Fact last, LedgerHead head, List<String> broken) {
    String hash = Fact.sha256(last.bytes());
    if (head.getEntries() != sequence(last) + 1 || !head.getHash().equals(hash)) {
      broken.add(
          "the head covers %d entries, the last with hash %s: the path ends at number %d with hash %s"
              .formatted(head.getEntries(), head.getHash(), sequence(last), hash));
    }
  }
}
