package io.sightline.ingest.ffmpeg;

import io.sightline.ingest.mask.Masks;
import io.sightline.ingest.media.MediaEvent.Packet;
import io.sightline.ingest.media.SourceException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.jspecify.annotations.Nullable;

/** Decoded pictures to packets in which masks are black. No picture depends on a later one. */
final class MaskingEncoder implements AutoCloseable {
  private static final String[] ENCODERS = {"libopenh264", "mpeg4"};
  private static final int TICKS_PER_SECOND = 1000;
  private static final int KEY_EVERY_SECONDS = 2;
  private static final int USUAL_FPS = 25;
  private static final double BITS_PER_PIXEL = 0.1;
  private static final long MIN_BITS_PER_SECOND = 400_000;
  private static final long MAX_BITS_PER_SECOND = 16_000_000;

  private record Sent(long tick, long ptsMicros) {}

  private final String source;
  private final Masks masks;
  private final long frameMicros;
  private final Scaler scaler;
  private final AVCodecContext context;
  private final AVPacket packet = avcodec.av_packet_alloc();
  private final Deque<Sent> sent = new ArrayDeque<>();
  private Blackout blackout = Blackout.NONE;
  private long lastTick = -1;

  /**
   * @param like of the video as it comes: size, shape of pixels, colours
   * @param fps 0 if unknown
   */
  static MaskingEncoder open(String source, CodecParameters like, double fps, Masks masks)
      throws SourceException {
    Ffmpeg.load();
    String why = "this FFmpeg has no encoder for it";
    for (String name : ENCODERS) {
      AVCodec codec = avcodec.avcodec_find_encoder_by_name(name);
      if (codec != null && !codec.isNull()) {
        MaskingEncoder encoder = new MaskingEncoder(source, like, fps, masks, codec);
        NativeLog.takeLastError();
        int result = avcodec.avcodec_open2(encoder.context, codec, (AVDictionary) null);
        if (result >= 0) {
          return encoder;
        }
        why = Ffmpeg.why(result);
        encoder.close();
      }
    }
    throw new SourceException("cannot black out the masks of " + source + ": " + why);
  }

  private MaskingEncoder(
      String source, CodecParameters like, double fps, Masks masks, AVCodec codec) {
    this.source = source;
    this.masks = masks;
    double rate = fps > 0 && fps <= TICKS_PER_SECOND ? fps : USUAL_FPS;
    this.frameMicros = Math.round(Ffmpeg.MICROS_PER_SECOND / rate);
    this.context = avcodec.avcodec_alloc_context3(codec);
    configure(like, rate);
    this.scaler =
        new Scaler(
            context.width(),
            context.height(),
            avutil.AV_PIX_FMT_YUV420P,
            avutil.AVCOL_RANGE_MPEG,
            swscale.SWS_BICUBIC | swscale.SWS_BITEXACT);
  }

  private void configure(CodecParameters like, double rate) {
    AVCodecParameters from = avcodec.avcodec_parameters_alloc();
    like.copyTo(from);
    context.width(from.width() & ~1).height(from.height() & ~1);
    context.sample_aspect_ratio(from.sample_aspect_ratio());
    context.colorspace(from.color_space());
    context.color_primaries(from.color_primaries()).color_trc(from.color_trc());
    avcodec.avcodec_parameters_free(from);
    context.pix_fmt(avutil.AV_PIX_FMT_YUV420P).color_range(avutil.AVCOL_RANGE_MPEG);
    context.time_base(avutil.av_make_q(1, TICKS_PER_SECOND));
    context.framerate(avutil.av_d2q(rate, TICKS_PER_SECOND));
    context.gop_size((int) Math.max(1, Math.round(rate * KEY_EVERY_SECONDS))).max_b_frames(0);
    double bits = BITS_PER_PIXEL * context.width() * context.height() * rate;
    context.bit_rate(
        Math.round(Math.max(MIN_BITS_PER_SECOND, Math.min(MAX_BITS_PER_SECOND, bits))));
    context.thread_count(1);
    context.flags(avcodec.AV_CODEC_FLAG_GLOBAL_HEADER);
  }

  int width() {
    return context.width();
  }

  int height() {
    return context.height();
  }

  String codec() {
    return avcodec.avcodec_get_name(context.codec_id()).getString();
  }

  CodecParameters parameters() throws SourceException {
    AVCodecParameters parameters = avcodec.avcodec_parameters_alloc();
    try {
      check(avcodec.avcodec_parameters_from_context(parameters, context));
      return CodecParameters.copyOf(parameters);
    } finally {
      avcodec.avcodec_parameters_free(parameters);
    }
  }

  /** The picture stays as it is: a copy is masked. Times grow from picture to picture. */
  void send(AVFrame picture, long ptsMicros) throws SourceException {
    AVFrame copy = scaler.scale(picture);
    blackout = blackout.with(masks, copy.width(), copy.height());
    blackout.paint(copy);
    lastTick = Math.max(lastTick + 1, ptsMicros * TICKS_PER_SECOND / Ffmpeg.MICROS_PER_SECOND);
    copy.pts(lastTick);
    sent.addLast(new Sent(lastTick, ptsMicros));
    check(avcodec.avcodec_send_frame(context, copy));
  }

  /** No more pictures come: what is held back comes out. */
  void drain() throws SourceException {
    check(avcodec.avcodec_send_frame(context, null));
  }

  /** The next packet that is ready, if any. */
  @Nullable Packet receive(int stream) throws SourceException {
    int result = avcodec.avcodec_receive_packet(context, packet);
    if (result == avutil.AVERROR_EAGAIN() || result == avutil.AVERROR_EOF()) {
      return null;
    }
    check(result);
    byte[] data = new byte[packet.size()];
    packet.data().get(data);
    boolean key = (packet.flags() & avcodec.AV_PKT_FLAG_KEY) != 0;
    long pts = ptsMicros(packet.pts());
    avcodec.av_packet_unref(packet);
    return new Packet(stream, data, pts, pts, frameMicros, key);
  }

  private long ptsMicros(long tick) {
    Sent first = sent.pollFirst();
    while (first != null && first.tick() < tick) {
      first = sent.pollFirst();
    }
    return first == null ? tick * Ffmpeg.MICROS_PER_SECOND / TICKS_PER_SECOND : first.ptsMicros();
  }

  private void check(int result) throws SourceException {
    if (result < 0) {
      throw new SourceException(source + ": masks cannot be blacked out: " + Ffmpeg.why(result));
    }
  }

  @Override
  public void close() {
    avcodec.avcodec_free_context(context);
    avcodec.av_packet_free(packet);
    scaler.close();
  }
}
