package io.sightline.ingest.probe;

import java.util.Arrays;
import java.util.Random;

/** Breaks bytes as storage, networks and attackers do. Pure: the same seed breaks them alike. */
public final class Mutation {
  private static final int KINDS = 6;
  private static final int HEADER = 512;
  private static final int[] EXTREMES = {0, 1, 0x7f, 0x80, 0xff};

  private Mutation() {}

  /** Returns a broken copy. */
  public static byte[] of(byte[] whole, long seed) {
    Random random = new Random(seed);
    byte[] bytes = whole.clone();
    if (bytes.length < 2) {
      return bytes;
    }
    int rounds = 1 + random.nextInt(3);
    for (int i = 0; i < rounds; i++) {
      bytes = once(bytes, random);
    }
    return bytes;
  }

  private static byte[] once(byte[] bytes, Random random) {
    switch (random.nextInt(KINDS)) {
      case 0 -> scatter(bytes, random, bytes.length);
      case 1 -> scatter(bytes, random, Math.min(HEADER, bytes.length));
      case 2 -> {
        return Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length));
      }
      case 3 -> extreme(bytes, random);
      case 4 -> {
        return without(bytes, random);
      }
      default -> repeat(bytes, random);
    }
    return bytes;
  }

  /** Any bits anywhere before a place. */
  private static void scatter(byte[] bytes, Random random, int before) {
    int count = 1 + random.nextInt(1 << random.nextInt(8));
    for (int i = 0; i < count; i++) {
      bytes[random.nextInt(before)] ^= (byte) (1 << random.nextInt(8));
    }
  }

  /** A length or a count becomes as small or as large as it can be. */
  private static void extreme(byte[] bytes, Random random) {
    int at = random.nextInt(bytes.length);
    int end = Math.min(bytes.length, at + 1 + random.nextInt(8));
    Arrays.fill(bytes, at, end, (byte) EXTREMES[random.nextInt(EXTREMES.length)]);
  }

  private static byte[] without(byte[] bytes, Random random) {
    int from = random.nextInt(bytes.length);
    int length = Math.min(bytes.length - from, 1 + random.nextInt(4096));
    byte[] less = Arrays.copyOf(bytes, bytes.length - length);
    System.arraycopy(bytes, from + length, less, from, less.length - from);
    return less.length == 0 ? new byte[1] : less;
  }

  private static void repeat(byte[] bytes, Random random) {
    int length = Math.min(bytes.length / 2, 1 + random.nextInt(4096));
    int from = random.nextInt(bytes.length - length + 1);
    int to = random.nextInt(bytes.length - length + 1);
    System.arraycopy(bytes, from, bytes, to, length);
  }
}
