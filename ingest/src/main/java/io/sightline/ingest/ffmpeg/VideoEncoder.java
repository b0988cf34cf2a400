package io.sightline.ingest.ffmpeg;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVOutputFormat;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.jspecify.annotations.Nullable;

/** Makes a video file of pictures. Same pictures, same settings: same bytes. Used by one thread. */
public final class VideoEncoder implements AutoCloseable {
  /** Codec of the file; H264 falls back to MPEG-4 where the library lacks an encoder for it. */
  public enum Codec {
    H264("libopenh264"),
    MPEG4("mpeg4"),
    MJPEG("mjpeg"),
    VP8("libvpx");

    private final String encoder;

    Codec(String encoder) {
      this.encoder = encoder;
    }
  }

  /**
   * @param width pixels, even
   * @param height pixels, even
   * @param fps pictures a second
   * @param gop pictures from one key picture to the next
   * @param bitsPerSecond aim
   * @param bFrames pictures in a row that depend on later ones; only MPEG4 has them here
   * @param createdAt creation time noted in the file
   */
  public record Settings(
      int width,
      int height,
      int fps,
      int gop,
      int bitsPerSecond,
      Codec codec,
      int bFrames,
      @Nullable Instant createdAt) {

    public Settings {
      if (width <= 0 || height <= 0 || width % 2 != 0 || height % 2 != 0) {
        throw new IllegalArgumentException(
            "size is " + width + "x" + height + ", expected even numbers of pixels");
      }
      if (fps <= 0 || gop <= 0 || bitsPerSecond <= 0 || bFrames < 0) {
        throw new IllegalArgumentException(
            String.format(
                "fps %d, gop %d, bits per second %d, B-frames %d: expected more than 0,"
                    + " B-frames 0 or more",
                fps, gop, bitsPerSecond, bFrames));
      }
    }

    /** H.264 at 2 Mbit/s with a key picture each second. */
    public static Settings h264(int width, int height, int fps) {
      return new Settings(width, height, fps, fps, 2_000_000, Codec.H264, 0, null);
    }

    public Settings withCreatedAt(Instant instant) {
      return new Settings(width, height, fps, gop, bitsPerSecond, codec, bFrames, instant);
    }

    public Settings withCodec(Codec other, int otherBFrames) {
      return new Settings(width, height, fps, gop, bitsPerSecond, other, otherBFrames, createdAt);
    }
  }

  private final Settings settings;
  private final AVRational timeBase;
  private final AVCodecContext context;
  private final AVPacket packet = avcodec.av_packet_alloc();
  private final BgrFrame input;
  private final Scaler scaler;
  private final Muxer muxer;
  private long frames;

  /**
   * Begins a file; its extension tells the container (mp4, mkv, avi, ts, …).
   *
   * @throws IOException it cannot be written, or there is no such encoder or container
   */
  public static VideoEncoder open(Path file, Settings settings) throws IOException {
    Ffmpeg.load();
    AVOutputFormat format = avformat.av_guess_format(null, file.toString(), null);
    if (format == null || format.isNull()) {
      throw new IOException("cannot write " + file + ": its extension is of no known container");
    }
    return new VideoEncoder(file, settings, format);
  }

  private VideoEncoder(Path file, Settings settings, AVOutputFormat format) throws IOException {
    this.settings = settings;
    timeBase = avutil.av_make_q(1, settings.fps());
    AVCodec codec = codec(settings.codec());
    context = avcodec.avcodec_alloc_context3(codec);
    boolean jpeg = settings.codec() == Codec.MJPEG;
    input = new BgrFrame(settings.width(), settings.height());
    scaler =
        new Scaler(
            settings.width(),
            settings.height(),
            avutil.AV_PIX_FMT_YUV420P,
            jpeg ? avutil.AVCOL_RANGE_JPEG : avutil.AVCOL_RANGE_MPEG,
            swscale.SWS_BICUBIC | swscale.SWS_BITEXACT | swscale.SWS_ACCURATE_RND);
    try {
      configure(codec, (format.flags() & avformat.AVFMT_GLOBALHEADER) != 0, jpeg);
      muxer =
          new Muxer(
              file,
              format.name().getString(),
              List.of(parameters()),
              format.name().getString().equals("mp4") ? Map.of("movflags", "faststart") : Map.of(),
              settings.createdAt() == null
                  ? Map.of()
                  : Map.of("creation_time", settings.createdAt().toString()),
              Muxer.Order.INTERLEAVED);
    } catch (IOException e) {
      free();
      throw e;
    }
  }

  /**
   * Adds the next picture.
   *
   * @throws IllegalArgumentException it has another size than the settings say
   */
  public void add(BufferedImage picture) throws IOException {
    AVFrame scaled = scaler.scale(input.fill(picture));
    scaled.pts(frames++);
    check(avcodec.avcodec_send_frame(context, scaled));
    writePackets();
  }

  /** Completes the file. */
  public void finish() throws IOException {
    check(avcodec.avcodec_send_frame(context, null));
    writePackets();
    muxer.finish();
  }

  private void writePackets() throws IOException {
    while (true) {
      int result = avcodec.avcodec_receive_packet(context, packet);
      if (result == avutil.AVERROR_EAGAIN() || result == avutil.AVERROR_EOF()) {
        return;
      }
      check(result);
      packet.stream_index(0);
      packet.duration(packet.duration() > 0 ? packet.duration() : 1);
      muxer.write(packet, timeBase);
    }
  }

  private static AVCodec codec(Codec wanted) throws IOException {
    AVCodec codec = avcodec.avcodec_find_encoder_by_name(wanted.encoder);
    if ((codec == null || codec.isNull()) && wanted == Codec.H264) {
      codec = avcodec.avcodec_find_encoder_by_name(Codec.MPEG4.encoder);
    }
    if (codec == null || codec.isNull()) {
      throw new IOException("this FFmpeg has no encoder " + wanted.encoder);
    }
    return codec;
  }

  private void configure(AVCodec codec, boolean globalHeader, boolean jpeg) throws IOException {
    context.width(settings.width()).height(settings.height());
    context.pix_fmt(avutil.AV_PIX_FMT_YUV420P);
    context.color_range(jpeg ? avutil.AVCOL_RANGE_JPEG : avutil.AVCOL_RANGE_MPEG);
    context.time_base(timeBase).framerate(avutil.av_make_q(settings.fps(), 1));
    context.gop_size(settings.gop()).max_b_frames(settings.bFrames());
    context.bit_rate(settings.bitsPerSecond()).thread_count(1);
    context.flags(
        avcodec.AV_CODEC_FLAG_BITEXACT | (globalHeader ? avcodec.AV_CODEC_FLAG_GLOBAL_HEADER : 0));
    check(avcodec.avcodec_open2(context, codec, (AVDictionary) null));
  }

  private CodecParameters parameters() throws IOException {
    AVCodecParameters parameters = avcodec.avcodec_parameters_alloc();
    try {
      check(avcodec.avcodec_parameters_from_context(parameters, context));
      return CodecParameters.copyOf(parameters);
    } finally {
      avcodec.avcodec_parameters_free(parameters);
    }
  }

  private static void check(int result) throws IOException {
    if (result < 0) {
      throw new IOException("cannot encode video: " + Ffmpeg.why(result));
    }
  }

  private void free() {
    avcodec.avcodec_free_context(context);
    avcodec.av_packet_free(packet);
    scaler.close();
    input.close();
  }

  @Override
  public void close() {
    muxer.close();
    free();
  }
}
