package io.sightline.retention.audit;

import io.sightline.avro.Expiry;
import io.sightline.avro.LedgerHead;
import io.sightline.retention.audit.Finding.Kind;
import io.sightline.retention.audit.LedgerChain.Link;
import io.sightline.retention.signing.HeadStatement;
import io.sightline.retention.signing.KeyRing;
import io.sightline.retention.signing.KeyRing.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Holds the heads of the ledger against its entries: a tail that was cut off or written anew, and a
 * head that nobody trusted has signed.
 */
public final class HeadCheck {
  /**
   * @param place where it was found, for people
   */
  public record Head(String place, LedgerHead head) {}

  private final HeadStatement statement;
  private final KeyRing trusted;
  private final Instant covered;
  private final List<Finding> findings = new ArrayList<>();

  /**
   * @param covered entries written before this time must be under a head
   */
  public HeadCheck(HeadStatement statement, KeyRing trusted, Instant covered) {
    this.statement = statement;
    this.trusted = trusted;
    this.covered = covered;
  }

  /**
   * @param heads from the topic and the store, read before the entries
   * @param links of all partitions, in order of their offsets
   */
  public List<Finding> run(List<Head> heads, List<Link> links) {
    Map<Integer, List<Link>> chains =
        links.stream().collect(Collectors.groupingBy(Link::partition, Collectors.toList()));
    Map<Integer, List<Head>> byPartition =
        heads.stream()
            .sorted(Comparator.comparingLong(head -> head.head().getEntries()))
            .collect(Collectors.groupingBy(head -> head.head().getPartition()));
    TreeSet<Integer> partitions = new TreeSet<>(chains.keySet());
    partitions.addAll(byPartition.keySet());
    for (int partition : partitions) {
      List<Head> believed = believed(byPartition.getOrDefault(partition, List.of()));
      compare(partition, believed, chains.getOrDefault(partition, List.of()));
    }
    return List.copyOf(findings);
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

  private void compare(int partition, List<Head> heads, List<Link> chain) {
    Map<Long, String> hashes = new TreeMap<>();
    for (Link link : chain) {
      Expiry entry = link.entry();
      if (entry != null) {
        hashes.put(entry.getSequence() + 1, LedgerChain.sha256(link.bytes()));
      }
    }
    Head cut = null;
    boolean rewritten = false;
    for (Head head : heads) {
      String hash = hashes.get(head.head().getEntries());
      if (hash == null) {
        cut = head;
      } else if (!rewritten && !hash.equals(head.head().getHash())) {
        rewritten = true;
        broken(partition, "entry %d was written anew".formatted(head.head().getEntries()), head);
      }
    }
    if (cut != null) {
      broken(
          partition,
          "entry %d is gone, %d are there".formatted(cut.head().getEntries(), chain.size()),
          cut);
    }
    uncovered(partition, heads, chain);
  }

  private void uncovered(int partition, List<Head> heads, List<Link> chain) {
    long newest = heads.stream().mapToLong(head -> head.head().getEntries()).max().orElse(0);
    long open =
        chain.stream()
            .map(Link::entry)
            .filter(entry -> entry != null && isOpen(entry, newest))
            .count();
    if (open > 0) {
      findings.add(
          new Finding(
              Kind.UNTRUSTED_HEAD,
              "expiries-" + partition,
              "%d entries from before %s are under no head: expected one each hour"
                  .formatted(open, covered)));
    }
  }

  private boolean isOpen(Expiry entry, long newest) {
    return entry.getSequence() >= newest && entry.getDeletedAt().isBefore(covered);
  }

  private void broken(int partition, String what, Head head) {
    LedgerHead said = head.head();
    findings.add(
        new Finding(
            Kind.BROKEN_LEDGER,
            "expiries-" + partition,
            "%s: expected %d entries, the last with hash '%s', as the head %s of %s says"
                .formatted(
                    what, said.getEntries(), said.getHash(), head.place(), said.getSignedAt())));
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
