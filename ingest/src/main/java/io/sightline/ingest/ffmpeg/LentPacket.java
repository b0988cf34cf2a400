package io.sightline.ingest.ffmpeg;

import io.sightline.ingest.media.MediaEvent.Packet;
import java.util.function.LongSupplier;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.global.avcodec;

/**
 * The bytes of the packet that a demuxer read last, in native memory: who writes or decodes them at
 * once need not copy them to Java and back.
 */
final class LentPacket implements Packet.Lent {
  private final AVPacket packet;
  private final int size;
  private final LongSupplier reads;
  private final long read;

  /**
   * @param reads counts the packets that the demuxer read: each ends what was lent before
   */
  LentPacket(AVPacket packet, int size, LongSupplier reads) {
    this.packet = packet;
    this.size = size;
    this.reads = reads;
    this.read = reads.getAsLong();
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public byte[] copy() {
    if (!isHere()) {
      throw new IllegalStateException(
          "a packet of " + size + " bytes was used after the next one was read, expected kept()");
    }
    byte[] data = new byte[size];
    packet.data().get(data);
    return data;
  }

  private boolean isHere() {
    return reads.getAsLong() == read;
  }

  /**
   * Makes {@code to}, which is empty, refer to a packet's bytes, or hold a copy of them. Times and
   * flags are not taken. Returns FFmpeg's error code if there is no memory.
   */
  static int fill(AVPacket to, Packet from) {
    if (from.lent() instanceof LentPacket lent && lent.isHere()) {
      int result = avcodec.av_packet_ref(to, lent.packet);
      avcodec.av_packet_free_side_data(to);
      return result;
    }
    byte[] data = from.data();
    int result = avcodec.av_new_packet(to, data.length);
    if (result >= 0) {
      to.data().put(data, 0, data.length);
    }
    return result;
  }
}
