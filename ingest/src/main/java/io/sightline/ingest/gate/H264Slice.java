package io.sightline.ingest.gate;

import io.sightline.ingest.gate.H264Parameters.Picture;
import io.sightline.ingest.gate.H264Parameters.Sequence;

/** Reads the header of a slice as far as its quantiser. */
final class H264Slice {
  private static final int MAX_OPERATIONS = 70;
  private static final int MAX_REFERENCES = 32;
  private static final int B = 1;
  private static final int I = 2;
  private static final int SI = 4;

  private final BitReader bits;
  private final Sequence sequence;
  private final Picture picture;
  private final int type;
  private final boolean idr;
  private final boolean reference;
  private int references0;
  private int references1;

  /**
   * @param bits after the id of the picture parameter set
   * @param type of the slice, 0 to 4
   */
  H264Slice(
      BitReader bits,
      Sequence sequence,
      Picture picture,
      int type,
      boolean idr,
      boolean reference) {
    this.bits = bits;
    this.sequence = sequence;
    this.picture = picture;
    this.type = type;
    this.idr = idr;
    this.reference = reference;
    this.references0 = picture.references0();
    this.references1 = picture.references1();
  }

  int quantiser() {
    skipOrder();
    if (type == B) {
      bits.flag();
    }
    if (type != I && type != SI) {
      skipReferences();
    }
    boolean oneWay = type != B && type != I && type != SI;
    if ((picture.weighted() && oneWay) || (picture.weightedBoth() == 1 && type == B)) {
      skipWeights();
    }
    if (reference) {
      skipMarking();
    }
    if (picture.arithmetic() && type != I && type != SI) {
      bits.unsigned();
    }
    return picture.quantiser() + bits.signed();
  }

  private void skipOrder() {
    if (sequence.separatePlanes()) {
      bits.bits(2);
    }
    bits.bits(sequence.frameNumBits());
    boolean field = !sequence.framesOnly() && bits.flag();
    if (field) {
      bits.flag();
    }
    if (idr) {
      bits.unsigned();
    }
    if (sequence.orderType() == 0) {
      bits.bits(sequence.orderBits());
    }
    boolean deltas = sequence.orderType() == 1 && !sequence.orderDeltaZero();
    if (deltas) {
      bits.signed();
    }
    if (picture.bottomOrder() && !field && (deltas || sequence.orderType() == 0)) {
      bits.signed();
    }
    if (picture.redundant()) {
      bits.unsigned();
    }
  }

  private void skipReferences() {
    if (bits.flag()) {
      references0 = bits.unsigned() + 1;
      references1 = type == B ? bits.unsigned() + 1 : references1;
    }
    skipReordering();
    if (type == B) {
      skipReordering();
    }
  }

  private void skipReordering() {
    if (bits.flag()) {
      for (int i = 0; bits.unsigned() != 3 && i < MAX_OPERATIONS; i++) {
        bits.unsigned();
      }
    }
  }

  private void skipWeights() {
    bits.unsigned();
    if (sequence.chroma()) {
      bits.unsigned();
    }
    skipWeights(references0);
    if (type == B) {
      skipWeights(references1);
    }
  }

  private void skipWeights(int references) {
    for (int i = 0; i < Math.min(references, MAX_REFERENCES); i++) {
      skipSigned(2);
      if (sequence.chroma()) {
        skipSigned(4);
      }
    }
  }

  private void skipSigned(int count) {
    if (bits.flag()) {
      for (int i = 0; i < count; i++) {
        bits.signed();
      }
    }
  }

  private void skipMarking() {
    if (idr) {
      bits.bits(2);
    } else if (bits.flag()) {
      int operation = bits.unsigned();
      for (int i = 0; operation != 0 && i < MAX_OPERATIONS; i++) {
        if (operation != 5) {
          bits.unsigned();
        }
        if (operation == 3) {
          bits.unsigned();
        }
        operation = bits.unsigned();
      }
    }
  }
}
