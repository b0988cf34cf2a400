package io.sightline.ingest.ffmpeg;

import io.sightline.ingest.media.MediaEvent.Packet;
import io.sightline.ingest.media.PictureDecoder;
import io.sightline.ingest.media.SourceException;
import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.global.avcodec;
import org.jspecify.annotations.Nullable;

/** The decoder of a source in the hands of whoever chooses what is decoded. */
final class PacketDecoder implements PictureDecoder {
  /** The next picture that the decoder has ready. */
  interface Ready {
    @Nullable DecodedPicture next() throws SourceException;
  }

  private final Decoder decoder;
  private final byte[] extradata;
  private final Ready ready;
  private final Runnable timesBegin;

  /**
   * @param timesBegin told when the next picture may be an earlier one
   */
  PacketDecoder(Decoder decoder, byte[] extradata, Ready ready, Runnable timesBegin) {
    this.decoder = decoder;
    this.extradata = extradata;
    this.ready = ready;
    this.timesBegin = timesBegin;
  }

  @Override
  public void decode(Packet packet, Viewer viewer) throws SourceException, IOException {
    send(packet);
    show(viewer);
  }

  @Override
  public void drain(Viewer viewer) throws SourceException, IOException {
    decoder.drain();
    show(viewer);
    restart();
  }

  @Override
  public void restart() {
    decoder.restart();
    timesBegin.run();
  }

  @Override
  public void glance(Packet key, Viewer viewer) throws SourceException, IOException {
    restart();
    decoder.filter(false);
    try {
      send(key);
      drain(viewer);
    } finally {
      decoder.filter(true);
    }
  }

  @Override
  public byte[] extradata() {
    return extradata.clone();
  }

  private void send(Packet packet) throws SourceException {
    AVPacket copy = avcodec.av_packet_alloc();
    try {
      if (LentPacket.fill(copy, packet) < 0) {
        throw new SourceException("no memory for a packet of " + packet.size() + " bytes");
      }
      copy.pts(packet.ptsMicros()).dts(packet.dtsMicros()).duration(packet.durationMicros());
      copy.flags(packet.key() ? avcodec.AV_PKT_FLAG_KEY : 0);
      decoder.send(copy);
    } finally {
      avcodec.av_packet_free(copy);
    }
  }

  private void show(Viewer viewer) throws SourceException, IOException {
    for (DecodedPicture picture = ready.next(); picture != null; picture = ready.next()) {
      try {
        viewer.show(picture);
      } finally {
        picture.invalidate();
      }
    }
  }
}
