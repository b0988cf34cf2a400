package io.sightline.retention.audit;

import io.sightline.avro.Expiry;
import io.sightline.retention.audit.Finding.Kind;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Follows the chain of a partition of the ledger. */
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

  private final List<Finding> findings = new ArrayList<>();
  private final Map<String, String> first = new HashMap<>();
  private long expected;
  private String hash = "";

  private LedgerChain() {}

  /**
   * @param links of one partition, in order of their offsets
   */
  public static List<Finding> check(List<Link> links) {
    LedgerChain chain = new LedgerChain();
    links.forEach(chain::follow);
    return List.copyOf(chain.findings);
  }

  private void follow(Link link) {
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
      String before = first.putIfAbsent(entry.getRecordId(), link.place());
      if (before != null) {
        broken(link, "tells " + entry.getRecordId() + " again, as " + before + " does");
      }
    }
    hash = sha256(link.bytes());
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
