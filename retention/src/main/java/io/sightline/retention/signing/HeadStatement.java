package io.sightline.retention.signing;

import static java.time.temporal.ChronoUnit.MICROS;

import io.sightline.avro.LedgerHead;
import io.sightline.retention.signing.KeyRing.Verdict;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A head of the ledger as a text: what is signed, and with the signature in the last line what lies
 * beside the media.
 *
 * @param ledger name of the topic on the broker
 */
public record HeadStatement(String ledger) {
  private static final String TITLE = "sightline ledger head 1";
  private static final String SIGNATURE = "signature";

  /** The head with id and signature of the key; without a key as it is. */
  public LedgerHead signed(LedgerHead head, @Nullable SigningKey key) {
    if (key == null) {
      return head;
    }
    LedgerHead named = LedgerHead.newBuilder(head).setKeyId(key.id()).build();
    return LedgerHead.newBuilder(named).setSignature(key.sign(text(named))).build();
  }

  public Verdict check(LedgerHead head, KeyRing keys) {
    return keys.check(head.getKeyId(), text(head), head.getSignature());
  }

  /** What is signed. */
  public String text(LedgerHead head) {
    return String.join(
            "\n",
            List.of(
                TITLE,
                "ledger " + ledger,
                "partition " + head.getPartition(),
                "entries " + head.getEntries(),
                "hash " + head.getHash(),
                "at " + head.getSignedAt(),
                "key " + head.getKeyId()))
        + "\n";
  }

  /** The statement, and its signature in a last line. */
  public String file(LedgerHead head) {
    return text(head) + SIGNATURE + " " + head.getSignature() + "\n";
  }

  /** Reads what {@link #file} wrote; says what is wrong with anything else. */
  public LedgerHead parse(String file) {
    Map<String, String> values = new HashMap<>();
    for (String line : file.lines().skip(1).toList()) {
      String[] words = line.split(" ", 2);
      values.put(words[0], words.length == 1 ? "" : words[1]);
    }
    try {
      LedgerHead head =
          LedgerHead.newBuilder()
              .setRecordId(values.get("partition") + "-" + values.get("entries"))
              .setPartition(Integer.parseInt(values.getOrDefault("partition", "")))
              .setEntries(Long.parseLong(values.getOrDefault("entries", "")))
              .setHash(values.getOrDefault("hash", ""))
              .setSignedAt(Instant.parse(values.getOrDefault("at", "")).truncatedTo(MICROS))
              .setKeyId(values.getOrDefault("key", ""))
              .setSignature(values.getOrDefault(SIGNATURE, ""))
              .build();
      if (file(head).equals(file)) {
        return head;
      }
    } catch (NumberFormatException | DateTimeParseException e) {
      throw refused(file);
    }
    throw refused(file);
  }

  private IllegalArgumentException refused(String file) {
    return new IllegalArgumentException(
        "'%s': expected a head of %s as retention writes it, seven lines from '%s' on and its %s"
            .formatted(file.lines().findFirst().orElse(""), ledger, TITLE, SIGNATURE));
  }
}
