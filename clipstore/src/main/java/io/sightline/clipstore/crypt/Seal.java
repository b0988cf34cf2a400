package io.sightline.clipstore.crypt;

import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;

/**
 * How an object is stored under a data key: eight bytes that say so, then Tink's streaming AEAD
 * (AES-256-GCM, a key of its own for each object by HKDF, segments of 4 KiB). It can be read from
 * any place, and what was cut off up to its last whole segment. The unit and the object's key are
 * bound in: nothing can be changed, cut or moved elsewhere without reading failing.
 */
final class Seal {
  /** What a record calls it. */
  static final String NAME = "AES256_GCM_HKDF_4KB";

  private static final byte[] MAGIC = "SLsealed".getBytes(StandardCharsets.US_ASCII);
  private static final int SEGMENT_BYTES = 4096;
  private static final int TAG_BYTES = 16;
  private static final int KEY_BYTES = 32;

  private final AesGcmHkdfStreaming aead;
  private final byte[] bound;
  private final String key;

  /**
   * @param key of the object
   */
  Seal(DataKey dataKey, String unit, String key) {
    try {
      this.aead =
          new AesGcmHkdfStreaming(
              dataKey.bytes(), "HmacSha256", KEY_BYTES, SEGMENT_BYTES, MAGIC.length);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has AES-GCM and HMAC-SHA-256", e);
    }
    this.bound = (unit + "\n" + key).getBytes(StandardCharsets.UTF_8);
    this.key = key;
  }

  /** Whether a stored object says that it is sealed; where it goes on reading is undefined. */
  static boolean isSealed(SeekableByteChannel stored) throws IOException {
    ByteBuffer head = ByteBuffer.allocate(MAGIC.length);
    stored.position(0);
    while (head.hasRemaining() && stored.read(head) >= 0) {
      continue;
    }
    return Arrays.equals(head.array(), MAGIC);
  }

  /** Everything written is sealed and goes to the stream; whole when closed. */
  OutputStream write(OutputStream to) throws IOException {
    try {
      to.write(MAGIC);
      return aead.newEncryptingStream(to, bound);
    } catch (GeneralSecurityException e) {
      throw new IOException("object '" + key + "' cannot be encrypted: " + e.getMessage(), e);
    }
  }

  byte[] seal(byte[] bytes) throws IOException {
    ByteArrayOutputStream sealed = new ByteArrayOutputStream((int) sealedBytes(bytes.length));
    try (OutputStream out = write(sealed)) {
      out.write(bytes);
    }
    return sealed.toByteArray();
  }

  /** The bytes of a stored object; closes it when closed. */
  SeekableByteChannel read(SeekableByteChannel stored) throws IOException {
    try {
      SeekableByteChannel bytes = aead.newSeekableDecryptingChannel(stored, bound);
      if (bytes.size() == 0) {
        requireEmpty(stored);
      }
      return new Unsealed(bytes, key);
    } catch (GeneralSecurityException e) {
      throw new IOException(Unsealed.refusal(key), e);
    } catch (IOException e) {
      throw new IOException(Unsealed.refusal(key) + ": " + e.getMessage(), e);
    }
  }

  /** Nothing would be decrypted, so nothing would be found out. */
  private void requireEmpty(SeekableByteChannel stored)
      throws IOException, GeneralSecurityException {
    InputStream from = Channels.newInputStream(stored.position(MAGIC.length));
    int unused = aead.newDecryptingStream(from, bound).read();
    stored.position(0);
  }

  /** As {@link #read}, of what was cut off while it was written: up to its last whole segment. */
  SeekableByteChannel readCutOff(SeekableByteChannel stored) throws IOException {
    long size = stored.size();
    if (isWhole(stored, size)) {
      return read(new CutOff(stored, size));
    }
    // With what looks like the begin of another segment behind it, the last one can be read.
    long segments = size / SEGMENT_BYTES;
    if (segments == 0) {
      return new CutOff(stored, 0);
    }
    long end = segments * SEGMENT_BYTES + TAG_BYTES;
    return new CutOff(read(new CutOff(stored, end)), plainBytes(end));
  }

  private boolean isWhole(SeekableByteChannel stored, long size) {
    try {
      SeekableByteChannel plain = read(new CutOff(stored, size));
      plain.position(Math.max(0, plain.size() - 1));
      return plain.read(ByteBuffer.allocate(1)) == 1;
    } catch (IOException e) {
      return false;
    }
  }

  private static long sealedBytes(long plain) {
    long beforeFirst = MAGIC.length + headerBytes();
    long segments = (plain + beforeFirst) / (SEGMENT_BYTES - TAG_BYTES) + 1;
    return plain + beforeFirst + segments * TAG_BYTES;
  }

  /** How many bytes are in a sealed object of a size. */
  static long plainBytes(long sealed) {
    long segments = Math.max(1, (sealed + SEGMENT_BYTES - 1) / SEGMENT_BYTES);
    return Math.max(0, sealed - MAGIC.length - headerBytes() - segments * TAG_BYTES);
  }

  /** Length, salt as long as the key, and prefix of nonces. */
  private static int headerBytes() {
    return 1 + KEY_BYTES + 7;
  }
}
