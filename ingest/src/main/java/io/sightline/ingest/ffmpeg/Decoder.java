package io.sightline.ingest.ffmpeg;

import io.sightline.ingest.media.SourceException;
import io.sightline.ingest.media.SourceOptions;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;

/** Packets of one video stream to pictures, in the order in which they are to be shown. */
final class Decoder implements AutoCloseable {
  /** A decoder that gives nothing but errors must not hold the thread. */
  private static final int MAX_ERRORS_IN_A_ROW = 100;

  private final String source;
  private final ErrorTally errors;
  private final AVCodecContext context;
  private final AVFrame frame = avutil.av_frame_alloc();
  private boolean draining;
  private boolean drained;
  private long pictures;

  static Decoder open(String source, Demuxer.Track video, SourceOptions options, ErrorTally errors)
      throws SourceException {
    AVCodec codec = avcodec.avcodec_find_decoder(video.parameters().codecId());
    if (codec == null || codec.isNull()) {
      throw new SourceException("cannot open " + source + ": no decoder for " + video.codec());
    }
    Decoder decoder = new Decoder(source, errors, avcodec.avcodec_alloc_context3(codec));
    int result = decoder.configure(codec, video.parameters(), options);
    if (result < 0) {
      decoder.close();
      throw new SourceException(
          "cannot open " + source + ": its " + video.codec() + " video: " + Ffmpeg.why(result));
    }
    return decoder;
  }

  private Decoder(String source, ErrorTally errors, AVCodecContext context) {
    this.source = source;
    this.errors = errors;
    this.context = context;
  }

  private int configure(AVCodec codec, CodecParameters from, SourceOptions options) {
    AVCodecParameters parameters = avcodec.avcodec_parameters_alloc();
    from.copyTo(parameters);
    int result = avcodec.avcodec_parameters_to_context(context, parameters);
    avcodec.avcodec_parameters_free(parameters);
    context.thread_count(options.decoderThreads());
    context.max_pixels(options.maxPixels());
    context.pkt_timebase(avutil.av_make_q(1, Ffmpeg.MICROS_PER_SECOND));
    return result < 0 ? result : avcodec.avcodec_open2(context, codec, (AVDictionary) null);
  }

  /** Times of the packet are in microseconds. */
  void send(AVPacket packet) throws SourceException {
    check(avcodec.avcodec_send_packet(context, packet));
  }

  /** No more packets come: what is held back comes out. */
  void drain() throws SourceException {
    draining = true;
    check(avcodec.avcodec_send_packet(context, null));
  }

  /** Whether there is another picture, in {@link #frame()}. */
  boolean receive() throws SourceException {
    for (int inARow = 0; !drained && inARow < MAX_ERRORS_IN_A_ROW; inARow++) {
      int result = avcodec.avcodec_receive_frame(context, frame);
      if (result >= 0) {
        pictures++;
        return true;
      }
      if (result == avutil.AVERROR_EAGAIN()) {
        return false;
      }
      drained = result == avutil.AVERROR_EOF();
      if (!drained) {
        check(result);
      }
    }
    drained |= draining;
    return false;
  }

  /** Valid until the next call of {@link #receive}. */
  AVFrame frame() {
    return frame;
  }

  /** After {@link #drain}: whether all has come out. */
  boolean drained() {
    return drained;
  }

  long pictures() {
    return pictures;
  }

  /** Ready for packets from the start of a stream with the same parameters. */
  void restart() {
    avcodec.avcodec_flush_buffers(context);
    draining = false;
    drained = false;
  }

  /** Without the filter a picture costs a quarter less, and its blocks show. */
  void filter(boolean blocks) {
    context.skip_loop_filter(blocks ? avcodec.AVDISCARD_DEFAULT : avcodec.AVDISCARD_ALL);
  }

  private void check(int result) throws SourceException {
    if (result == avutil.AVERROR_ENOMEM()) {
      throw new SourceException(source + ": decoding needs more memory than allowed");
    }
    if (result < 0) {
      errors.count("decoding failed: " + Ffmpeg.why(result));
    }
  }

  @Override
  public void close() {
    avcodec.avcodec_free_context(context);
    avutil.av_frame_free(frame);
  }
}
