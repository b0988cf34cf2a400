package io.sightline.retention.audit;

import io.sightline.avro.Expiry;
import io.sightline.retention.audit.Finding.Kind;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Follows the chain of a partition of the ledger, entry by entry; keeps the newest hash alone. */
public final class LedgerChain {
  /**
   * @param bytes the record's value as it lies on the broker
   * @param entry null if the bytes are no entry
   */
  public record Link(int partition, long offset, byte[] bytes, @Nullable Expiry entry) {
    String place() {
      return "expiries-" + partition + "@" + offset;
    }
  }

  /**
   * That an entry is there.
   *
   * @param place in the ledger
   */
  public record Told(int partition, String recordId, String place) {
    /** Of a link that can be read. */
    public static Told of(Link link, Expiry entry) {
      return new Told(link.partition(), entry.getRecordId(), link.place());
    }
  }

  private final List<Finding> findings = new ArrayList<>();
  private long expected;
  private String hash = "";

  /**
   * @param links of one partition, in order of their offsets
   */
  public static List<Finding> check(List<Link> links) {
    LedgerChain chain = new LedgerChain();
    List<Told> told = new ArrayList<>();
    for (Link link : links) {
      chain.follow(link);
      Expiry entry = link.entry();
      if (entry != null) {
        told.add(Told.of(link, entry));
      }
    }
    List<Finding> all = new ArrayList<>(chain.findings());
    all.addAll(toldAgain(told));
    return List.copyOf(all);
  }

  /** Entries of a partition that are there more than once, among those given, in their order. */
  public static List<Finding> toldAgain(Collection<Told> told) {
    Map<String, String> first = new HashMap<>();
    List<Finding> again = new ArrayList<>();
    for (Told each : told) {
      String before = first.putIfAbsent(each.partition() + "/" + each.recordId(), each.place());
      if (before != null) {
        String what = "tells " + each.recordId() + " again, as " + before + " does";
        again.add(new Finding(Kind.BROKEN_LEDGER, each.place(), what));
      }
    }
    return again;
  }

  /** Takes the next one of the partition. Whether it was told before it does not know. */
  public void follow(Link link) {
    Expiry entry = link.entry();
    if (entry == null) {
      broken(link, "cannot be read: expected an entry of the ledger");
    } else {
      number(link, entry);
      if (!entry.getPreviousHash().equals(hash)) {
        broken(
            link,
            "says the entry before it has hash '%s': expected '%s'; one of both was changed, or one between them is gone"
                .formatted(entry.getPreviousHash(), hash));
      }
    }
    hash = sha256(link.bytes());
  }

  /** What is wrong with those so far. */
  public List<Finding> findings() {
    return List.copyOf(findings);
  }

  private void number(Link link, Expiry entry) {
    if (entry.getSequence() != expected) {
      broken(link, "has number %d: expected %d".formatted(entry.getSequence(), expected));
    }
    expected = entry.getSequence() + 1;
  }

  private void broken(Link link, String what) {
    findings.add(new Finding(Kind.BROKEN_LEDGER, link.place(), what));
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
