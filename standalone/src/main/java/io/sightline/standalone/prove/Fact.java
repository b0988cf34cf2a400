package io.sightline.standalone.prove;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record as it lies on the broker, and what it says.
 *
 * @param topic name in the contract, without the prefix
 * @param at the record's own time: when it was published
 * @param bytes of its value; null: a tombstone
 * @param value null: a tombstone, or what cannot be read
 */
public record Fact(
    String topic,
    int partition,
    long offset,
    Instant at,
    String key,
    byte @Nullable [] bytes,
    @Nullable SpecificRecord value) {

  /** For people. */
  String place() {
    return topic + "-" + partition + "@" + offset;
  }

  static String sha256(byte @Nullable [] bytes) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(bytes == null ? new byte[0] : bytes);
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
