package io.sightline.ingest.gate;

import io.sightline.ingest.gate.H264Parameters.Picture;
import io.sightline.ingest.gate.H264Parameters.Sequence;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads the quantiser in the header of a packet's first slice, from NAL units with start codes or
 * with lengths. What cannot be read is unknown; nothing in a stream makes it fail.
 */
final class H264Reader implements PacketReader {
  private static final int SLICE = 1;
  private static final int IDR = 5;
  private static final int SEQUENCE = 7;
  private static final int PICTURE = 8;
  private static final int SLICE_HEADER_BYTES = 96;
  private static final int PARAMETER_BYTES = 1024;
  private static final int MAX_SETS = 64;

  private final Map<Integer, Sequence> sequences = new HashMap<>();
  private final Map<Integer, Picture> pictures = new HashMap<>();

  /** Bytes of a NAL unit's length; 0: start codes. */
  private int lengthBytes;

  private int quantiser;

  H264Reader(byte[] extradata) {
    try {
      if (extradata.length > 6 && extradata[0] == 1) {
        configuration(extradata);
      } else {
        startCodes(extradata);
      }
    } catch (IllegalArgumentException | IndexOutOfBoundsException unreadable) {
      sequences.clear();
    }
  }

  @Override
  public PacketFacts read(byte[] packet, long ptsMicros, boolean key) {
    quantiser = PacketFacts.UNKNOWN;
    try {
      if (lengthBytes > 0) {
        lengths(packet);
      } else {
        startCodes(packet);
      }
    } catch (IllegalArgumentException | IndexOutOfBoundsException unreadable) {
      quantiser = PacketFacts.UNKNOWN;
    }
    return new PacketFacts(ptsMicros, packet.length - padding(packet), key, quantiser);
  }

  /** A constant rate is kept by filler: a run of ones at the end. */
  private static int padding(byte[] packet) {
    int end = packet.length;
    while (end > 0 && (packet[end - 1] == 0 || packet[end - 1] == (byte) 0x80)) {
      end--;
    }
    int begin = end;
    while (begin > 0 && packet[begin - 1] == (byte) 0xff) {
      begin--;
    }
    return end - begin > 8 ? packet.length - begin : 0;
  }

  private void configuration(byte[] avcc) {
    lengthBytes = (avcc[4] & 3) + 1;
    int at = 6;
    for (int i = 0; i < (avcc[5] & 0x1f); i++) {
      at = set(avcc, at);
    }
    int count = avcc[at++] & 0xff;
    for (int i = 0; i < count; i++) {
      at = set(avcc, at);
    }
  }

  private int set(byte[] avcc, int at) {
    int length = (avcc[at] & 0xff) << 8 | avcc[at + 1] & 0xff;
    nal(avcc, at + 2, at + 2 + length);
    return at + 2 + length;
  }

  private void lengths(byte[] packet) {
    int at = 0;
    boolean more = true;
    while (more && at + lengthBytes < packet.length) {
      int length = 0;
      for (int i = 0; i < lengthBytes; i++) {
        length = length << 8 | packet[at++] & 0xff;
      }
      if (length < 1 || length > packet.length - at) {
        return;
      }
      more = nal(packet, at, at + length);
      at += length;
    }
  }

  private void startCodes(byte[] packet) {
    int begin = nextStart(packet, 0);
    boolean more = true;
    while (more && begin < packet.length) {
      int type = packet[begin] & 0x1f;
      // A slice is only begun: no need to look for its end.
      int end = type <= IDR ? packet.length : nextStart(packet, begin);
      more = nal(packet, begin, end);
      begin = end;
    }
  }

  /** Index after the next start code, or the length. The code's bytes do not disturb a header. */
  private static int nextStart(byte[] packet, int from) {
    for (int i = from; i + 3 < packet.length; i++) {
      if (packet[i] == 0 && packet[i + 1] == 0 && packet[i + 2] == 1) {
        return i + 3;
      }
    }
    return packet.length;
  }

  /** False when the packet's first slice was read. */
  private boolean nal(byte[] bytes, int from, int to) {
    int type = bytes[from] & 0x1f;
    if (type == SLICE || type == IDR) {
      slice(bytes, from, to);
      return false;
    }
    if (type == SEQUENCE) {
      BitReader bits = new BitReader(bytes, from + 1, to, PARAMETER_BYTES);
      int profile = bits.bits(8);
      bits.bits(16);
      put(sequences, bits.unsigned(), H264Parameters.sequence(bits, profile));
    } else if (type == PICTURE) {
      BitReader bits = new BitReader(bytes, from + 1, to, PARAMETER_BYTES);
      put(pictures, bits.unsigned(), H264Parameters.picture(bits));
    }
    return true;
  }

  private static <T> void put(Map<Integer, T> sets, int id, T set) {
    if (sets.size() < MAX_SETS || sets.containsKey(id)) {
      sets.put(id, set);
    }
  }

  private void slice(byte[] bytes, int from, int to) {
    BitReader bits = new BitReader(bytes, from + 1, to, SLICE_HEADER_BYTES);
    bits.unsigned();
    int type = bits.unsigned() % 5;
    Picture picture = pictures.get(bits.unsigned());
    Sequence sequence = picture == null ? null : sequences.get(picture.sequence());
    if (picture != null && sequence != null) {
      boolean idr = (bytes[from] & 0x1f) == IDR;
      boolean reference = (bytes[from] >> 5 & 3) != 0;
      quantiser = new H264Slice(bits, sequence, picture, type, idr, reference).quantiser();
    }
  }
}
