package io.sightline.retention;

import io.sightline.avro.Expiry;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Chains the entries of a partition: each has a number and the hash of the one before. */
final class Ledger {
  static final String HEAD = "head";

  private final KeyValueStore<String, byte[]> store;
  private final Serializer<Expiry> serializer;
  private final String topic;

  /**
   * @param store keeps the head: number of entries, and hash of the last
   */
  Ledger(KeyValueStore<String, byte[]> store, Serializer<Expiry> serializer, String topic) {
    this.store = store;
    this.serializer = serializer;
    this.topic = topic;
  }

  /** The bytes to write for the next entry. */
  byte[] append(Expiry entry) {
    byte @Nullable [] head = store.get(HEAD);
    long sequence = head == null ? 0 : entries(head);
    String previous = head == null ? "" : hash(head);
    byte[] bytes =
        serializer.serialize(
            topic,
            Expiry.newBuilder(entry).setSequence(sequence).setPreviousHash(previous).build());
    byte[] hash = sha256(bytes);
    store.put(
        HEAD,
        ByteBuffer.allocate(Long.BYTES + hash.length).putLong(sequence + 1).put(hash).array());
    return bytes;
  }

  /** In what the store keeps: the number of entries. */
  static long entries(byte[] head) {
    return ByteBuffer.wrap(head).getLong();
  }

  /** In what the store keeps: the hash of the last entry. */
  static String hash(byte[] head) {
    return HexFormat.of().formatHex(Arrays.copyOfRange(head, Long.BYTES, head.length));
  }

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
