package io.sightline.ingest.spool;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * An entry on disk: length (4 bytes), CRC32C of the rest (4), number of facts (4), and for each
 * topic, key (length in 2 bytes, UTF-8) and value (length in 4).
 */
final class EntryFormat {
  static final int HEADER_BYTES = 8;
  static final int MAX_ENTRY_BYTES = 16 << 20;

  private EntryFormat() {}

  static ByteBuffer encode(List<Fact> facts) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeLong(0);
    out.writeInt(facts.size());
    for (Fact fact : facts) {
      out.writeUTF(fact.topic());
      out.writeUTF(fact.key());
      out.writeInt(fact.value().length);
      out.write(fact.value());
    }
    byte[] entry = bytes.toByteArray();
    int length = entry.length - HEADER_BYTES;
    if (length > MAX_ENTRY_BYTES) {
      throw new IOException(
          "facts of " + length + " bytes in one append: at most " + MAX_ENTRY_BYTES);
    }
    return framed(entry);
  }

  /** Fills in length and checksum, for which there is room in front. */
  static ByteBuffer framed(byte[] bytes) {
    int length = bytes.length - HEADER_BYTES;
    return ByteBuffer.wrap(bytes)
        .putInt(0, length)
        .putInt(Integer.BYTES, checksum(bytes, HEADER_BYTES, length));
  }

  /** The payload at the offset, or null if no whole, sound entry lies there. */
  static byte @Nullable [] payload(RandomAccessFile file, long offset, long limit)
      throws IOException {
    if (limit - offset < HEADER_BYTES) {
      return null;
    }
    ByteBuffer header = read(file, offset, HEADER_BYTES);
    int length = header.getInt(0);
    if (length < Integer.BYTES
        || length > MAX_ENTRY_BYTES
        || limit - offset - HEADER_BYTES < length) {
      return null;
    }
    byte[] payload = read(file, offset + HEADER_BYTES, length).array();
    return checksum(payload, 0, length) == header.getInt(4) ? payload : null;
  }

  static List<Fact> decode(byte[] payload) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(payload));
    int count = in.readInt();
    List<Fact> facts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String topic = in.readUTF();
      String key = in.readUTF();
      byte[] value = new byte[in.readInt()];
      in.readFully(value);
      facts.add(new Fact(topic, key, value));
    }
    return facts;
  }

  private static ByteBuffer read(RandomAccessFile file, long offset, int length)
      throws IOException {
    byte[] bytes = new byte[length];
    file.seek(offset);
    file.readFully(bytes);
    return ByteBuffer.wrap(bytes);
  }

  private static int checksum(byte[] bytes, int offset, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, offset, length);
    return (int) crc.getValue();
  }
}
