package io.sightline.ingest.gate;

/** Reads bits of a NAL unit, without the bytes that keep start codes from appearing in it. */
final class BitReader {
  private static final int MAX_EXPONENT = 31;

  private final byte[] bytes;
  private final int length;
  private int at;

  /** At most {@code limit} bytes of it; reading beyond fails. */
  BitReader(byte[] nal, int from, int to, int limit) {
    bytes = new byte[Math.min(limit, Math.max(0, to - from))];
    int zeros = 0;
    int n = 0;
    for (int i = from; i < to && n < bytes.length; i++) {
      if (zeros >= 2 && nal[i] == 3) {
        zeros = 0;
        continue;
      }
      zeros = nal[i] == 0 ? zeros + 1 : 0;
      bytes[n++] = nal[i];
    }
    length = n * 8;
  }

  boolean flag() {
    return bits(1) == 1;
  }

  int bits(int count) {
    if (count < 0 || count > length - at) {
      throw new IllegalArgumentException("header ends at bit " + length);
    }
    int value = 0;
    for (int i = 0; i < count; i++, at++) {
      value = value << 1 | bytes[at >> 3] >> (7 - (at & 7)) & 1;
    }
    return value;
  }

  /** Exponential Golomb code. */
  int unsigned() {
    int zeros = 0;
    while (!flag()) {
      if (++zeros > MAX_EXPONENT - 1) {
        throw new IllegalArgumentException("code of more than " + MAX_EXPONENT + " zeros");
      }
    }
    return (1 << zeros) - 1 + bits(zeros);
  }

  int signed() {
    int code = unsigned();
    return (code & 1) == 1 ? (code >> 1) + 1 : -(code >> 1);
  }
}
