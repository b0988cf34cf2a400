package io.sightline.ingest.gate;

import java.util.Set;

/** The parts of H.264's parameter sets that are needed to read a slice header. */
final class H264Parameters {
  private static final Set<Integer> HIGH = Set.of(100, 110, 122, 244, 44, 83, 86, 118, 128, 138);
  private static final int MAX_LIST = 256;

  private H264Parameters() {}

  record Sequence(
      boolean separatePlanes,
      boolean chroma,
      int frameNumBits,
      int orderType,
      int orderBits,
      boolean orderDeltaZero,
      boolean framesOnly) {}

  record Picture(
      int sequence,
      boolean arithmetic,
      boolean bottomOrder,
      int references0,
      int references1,
      boolean weighted,
      int weightedBoth,
      int quantiser,
      boolean redundant) {}

  /** Reads what follows the id of a sequence parameter set. */
  static Sequence sequence(BitReader bits, int profile) {
    int format = 1;
    boolean separate = false;
    if (HIGH.contains(profile)) {
      format = bits.unsigned();
      separate = format == 3 && bits.flag();
      bits.unsigned();
      bits.unsigned();
      bits.flag();
      if (bits.flag()) {
        skipScaling(bits, format == 3 ? 12 : 8);
      }
    }
    int frameNum = bits.unsigned() + 4;
    int type = bits.unsigned();
    int orderBits = type == 0 ? bits.unsigned() + 4 : 0;
    boolean zero = type == 1 && skipOrder(bits);
    bits.unsigned();
    bits.flag();
    bits.unsigned();
    bits.unsigned();
    return new Sequence(
        separate, format != 0 && !separate, frameNum, type, orderBits, zero, bits.flag());
  }

  private static boolean skipOrder(BitReader bits) {
    boolean zero = bits.flag();
    bits.signed();
    bits.signed();
    int count = bits.unsigned();
    for (int i = 0; i < Math.min(count, MAX_LIST); i++) {
      bits.signed();
    }
    return zero;
  }

  private static void skipScaling(BitReader bits, int lists) {
    for (int i = 0; i < lists; i++) {
      if (bits.flag()) {
        int last = 8;
        int next = 8;
        for (int j = 0; j < (i < 6 ? 16 : 64); j++) {
          next = next == 0 ? 0 : (last + bits.signed() + 256) % 256;
          last = next == 0 ? last : next;
        }
      }
    }
  }

  /** Reads what follows the id of a picture parameter set. */
  static Picture picture(BitReader bits) {
    int sequence = bits.unsigned();
    boolean arithmetic = bits.flag();
    boolean bottom = bits.flag();
    if (bits.unsigned() > 0) {
      throw new IllegalArgumentException("slice groups");
    }
    int references0 = bits.unsigned() + 1;
    int references1 = bits.unsigned() + 1;
    boolean weighted = bits.flag();
    int both = bits.bits(2);
    int quantiser = 26 + bits.signed();
    bits.signed();
    bits.signed();
    bits.bits(2);
    return new Picture(
        sequence,
        arithmetic,
        bottom,
        references0,
        references1,
        weighted,
        both,
        quantiser,
        bits.flag());
  }
}
