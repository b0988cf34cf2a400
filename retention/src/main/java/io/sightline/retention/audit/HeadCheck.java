package io.sightline.retention.audit;

import static java.util.stream.Collectors.toList;

import io.sightline.avro.Expiry;
import io.sightline.avro.LedgerHead;
import io.sightline.retention.audit.Finding.Kind;
import io.sightline.retention.audit.LedgerChain.Link;
import io.sightline.retention.signing.HeadStatement;
import io.sightline.retention.signing.KeyRing;
import io.sightline.retention.signing.KeyRing.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Holds the heads of the ledger against its entries: a tail that was cut off or written anew, and a
 * head that nobody trusted has signed.
 */
public final class HeadCheck {
  /**
   * @param place where it was found, for people
   */
  public record Head(String place, LedgerHead head) {}

  /** What is known of a partition: its heads, and of its entries what they speak of. */
  private static final class Partition {
    private final List<Head> believed;
    private final long newest;
    private final Map<Long, @Nullable String> hashes = new TreeMap<>();
    private int entries;
    private int open;

    Partition(List<Head> believed) {
      this.believed = believed;
      believed.forEach(head -> hashes.put(head.head().getEntries(), null));
      this.newest = believed.stream().mapToLong(head -> head.head().getEntries()).max().orElse(0);
    }
  }

  private final HeadStatement statement;
  private final KeyRing trusted;
  private final Instant covered;
  private final Map<Integer, Partition> partitions = new TreeMap<>();
  private final List<Finding> findings = new ArrayList<>();

  /**
   * @param covered entries written before this time must be under a head
   * @param heads from the topic and the store, read before the entries
   */
  public HeadCheck(
      HeadStatement statement, KeyRing trusted, Instant covered, Collection<Head> heads) {
    this.statement = statement;
    this.trusted = trusted;
    this.covered = covered;
    heads.stream()
        .sorted(Comparator.comparingLong(head -> head.head().getEntries()))
        .collect(Collectors.groupingBy(head -> head.head().getPartition(), TreeMap::new, toList()))
        .forEach((partition, of) -> partitions.put(partition, new Partition(believed(of))));
  }

  /** Takes the next entry of its partition; keeps its hash only where a head speaks of it. */
  public void follow(Link link) {
    Partition partition =
        partitions.computeIfAbsent(link.partition(), none -> new Partition(List.of()));
    partition.entries++;
    Expiry entry = link.entry();
    if (entry == null) {
      return;
    }
    long count = entry.getSequence() + 1;
    if (partition.hashes.containsKey(count)) {
      partition.hashes.put(count, LedgerChain.sha256(link.bytes()));
    }
    partition.open += isOpen(entry, partition.newest) ? 1 : 0;
  }

  /** What is wrong with the heads, and with the entries that were followed, which are all. */
  public List<Finding> findings() {
    List<Finding> all = new ArrayList<>(findings);
    partitions.forEach((number, partition) -> compare(number, partition, all));
    return List.copyOf(all);
  }

  /** Those that may speak. Once there is a signed one, what comes after it must be signed too. */
  private List<Head> believed(List<Head> heads) {
    List<Head> believed = new ArrayList<>();
    boolean signed = false;
    for (Head head : heads) {
      Verdict verdict =
          trusted.isEmpty() ? Verdict.UNSIGNED : statement.check(head.head(), trusted);
      switch (verdict) {
        case GOOD -> {
          signed = true;
          believed.add(head);
        }
        case UNSIGNED -> {
          if (signed) {
            distrust(head, "is not signed: expected a signature, as those before it have");
          } else {
            believed.add(head);
          }
        }
        case UNKNOWN_KEY ->
            distrust(
                head,
                "is signed by key %s: expected one of those configured"
                    .formatted(head.head().getKeyId()));
        case WRONG -> distrust(head, "has a wrong signature: it was changed, or is forged");
      }
    }
    if (!trusted.isEmpty() && !signed && !believed.isEmpty()) {
      distrust(believed.get(believed.size() - 1), "is not signed: expected a signature");
    }
    return believed;
  }

  private void compare(int number, Partition partition, List<Finding> all) {
    Head cut = null;
    boolean rewritten = false;
    for (Head head : partition.believed) {
      String hash = partition.hashes.get(head.head().getEntries());
      if (hash == null) {
        cut = head;
      } else if (!rewritten && !hash.equals(head.head().getHash())) {
        rewritten = true;
        String what = "entry %d was written anew".formatted(head.head().getEntries());
        all.add(broken(number, what, head));
      }
    }
    if (cut != null) {
      String what =
          "entry %d is gone, %d are there".formatted(cut.head().getEntries(), partition.entries);
      all.add(broken(number, what, cut));
    }
    if (partition.open > 0) {
      all.add(
          new Finding(
              Kind.UNTRUSTED_HEAD,
              "expiries-" + number,
              "%d entries from before %s are under no head: expected one each hour"
                  .formatted(partition.open, covered)));
    }
  }

  private boolean isOpen(Expiry entry, long newest) {
    return entry.getSequence() >= newest && entry.getDeletedAt().isBefore(covered);
  }

  private static Finding broken(int partition, String what, Head head) {
    LedgerHead said = head.head();
    return new Finding(
        Kind.BROKEN_LEDGER,
        "expiries-" + partition,
        "%s: expected %d entries, the last with hash '%s', as the head %s of %s says"
            .formatted(what, said.getEntries(), said.getHash(), head.place(), said.getSignedAt()));
  }

  private void distrust(Head head, String what) {
    findings.add(
        new Finding(
            Kind.UNTRUSTED_HEAD,
            head.place(),
            "head of %d entries of expiries-%d %s"
                .formatted(head.head().getEntries(), head.head().getPartition(), what)));
  }
}
