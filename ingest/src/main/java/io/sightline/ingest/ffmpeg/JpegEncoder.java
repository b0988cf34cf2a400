package io.sightline.ingest.ffmpeg;

import io.sightline.ingest.mask.Masks;
import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;

/** Pictures to JPEG of one size. The same picture gives the same bytes. */
final class JpegEncoder implements AutoCloseable {
  /** Quantiser 1..31, lower is better: 3 shows no artefacts that a detector would see. */
  private static final int QUANTISER = 3;

  private final Scaler scaler;
  private final AVCodecContext context;
  private Blackout blackout = Blackout.NONE;
  private final AVPacket packet = avcodec.av_packet_alloc();

  JpegEncoder(int width, int height) throws IOException {
    scaler =
        new Scaler(
            width,
            height,
            avutil.AV_PIX_FMT_YUV420P,
            avutil.AVCOL_RANGE_JPEG,
            swscale.SWS_AREA | swscale.SWS_BITEXACT);
    AVCodec codec = avcodec.avcodec_find_encoder(avcodec.AV_CODEC_ID_MJPEG);
    context = avcodec.avcodec_alloc_context3(codec);
    context.width(width).height(height).thread_count(1);
    context.pix_fmt(avutil.AV_PIX_FMT_YUV420P).color_range(avutil.AVCOL_RANGE_JPEG);
    context.time_base(avutil.av_make_q(1, Ffmpeg.MICROS_PER_SECOND));
    context.flags(avcodec.AV_CODEC_FLAG_QSCALE | avcodec.AV_CODEC_FLAG_BITEXACT);
    context.global_quality(QUANTISER * avutil.FF_QP2LAMBDA);
    AVDictionary options = new AVDictionary(null);
    // Tables made for each picture save 5 % of the bytes and cost half as much time again.
    avutil.av_dict_set(options, "huffman", "default", 0);
    int result = avcodec.avcodec_open2(context, codec, options);
    avutil.av_dict_free(options);
    if (result < 0) {
      close();
      throw failed(result);
    }
  }

  boolean fits(int width, int height) {
    return scaler.fits(width, height);
  }

  byte[] encode(AVFrame picture, Masks masks) throws IOException {
    blackout = blackout.with(masks, scaler.width(), scaler.height());
    return encode(picture, blackout);
  }

  byte[] encode(AVFrame picture, Blackout black) throws IOException {
    AVFrame scaled = scaler.scale(picture);
    black.paint(scaled);
    scaled.quality(QUANTISER * avutil.FF_QP2LAMBDA);
    int result = avcodec.avcodec_send_frame(context, scaled);
    if (result >= 0) {
      result = avcodec.avcodec_receive_packet(context, packet);
    }
    if (result < 0) {
      throw failed(result);
    }
    byte[] jpeg = new byte[packet.size()];
    packet.data().get(jpeg);
    avcodec.av_packet_unref(packet);
    return jpeg;
  }

  private static IOException failed(int result) {
    return new IOException("cannot write a picture as JPEG: " + Ffmpeg.why(result));
  }

  @Override
  public void close() {
    avcodec.avcodec_free_context(context);
    avcodec.av_packet_free(packet);
    scaler.close();
  }
}
