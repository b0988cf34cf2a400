package io.sightline.ingest.ffmpeg;

import io.sightline.ingest.media.MediaEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;

/** A container being written. */
final class Muxer implements AutoCloseable {
  /** Divides by every usual frame rate. */
  private static final int VIDEO_TICKS_PER_SECOND = 90_000;

  private static final int HEVC_TAG_FOR_PLAYERS = 'h' | 'v' << 8 | 'c' << 16 | '1' << 24;

  /** In the order given, or sorted by time across streams. */
  enum Order {
    AS_GIVEN,
    INTERLEAVED
  }

  private final Output output;
  private final Order order;
  private final AVFormatContext context = new AVFormatContext(null);
  private final AVPacket packet = avcodec.av_packet_alloc();
  private final AVRational micros = avutil.av_make_q(1, Ffmpeg.MICROS_PER_SECOND);
  private final long[] lastDts;
  private final long[] lastStep;
  private boolean headed;

  /**
   * @param format FFmpeg's name of the muxer
   * @param options of the muxer
   * @param metadata of the file
   */
  Muxer(
      Path file,
      String format,
      List<CodecParameters> streams,
      Map<String, String> options,
      Map<String, String> metadata,
      Order order)
      throws IOException {
    this(Output.file(file), format, streams, options, metadata, order);
  }

  /** As the other; the output is closed with it. */
  Muxer(
      Output output,
      String format,
      List<CodecParameters> streams,
      Map<String, String> options,
      Map<String, String> metadata,
      Order order)
      throws IOException {
    Ffmpeg.load();
    this.output = output;
    this.order = order;
    lastDts = new long[streams.size()];
    lastStep = new long[streams.size()];
    Arrays.fill(lastDts, Ffmpeg.NO_TIME);
    NativeLog.takeLastError();
    try {
      check(avformat.avformat_alloc_output_context2(context, null, format, output.address()));
      for (CodecParameters each : streams) {
        addStream(each);
      }
      context.metadata(dictionary(metadata));
      if (output.isMadeTwice()) {
        context.flags(context.flags() | AVFormatContext.AVFMT_FLAG_BITEXACT);
      }
      open();
      head(options);
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  /**
   * Times of the packet, less {@code shiftMicros}, become the file's.
   *
   * @throws IOException the disk is full, or the packet does not fit into the container
   */
  void write(MediaEvent.Packet from, long shiftMicros) throws IOException {
    check(LentPacket.fill(packet, from));
    packet.stream_index(from.stream());
    packet.flags(from.key() ? avcodec.AV_PKT_FLAG_KEY : 0);
    packet.pts(from.ptsMicros() - shiftMicros).dts(from.dtsMicros() - shiftMicros);
    packet.duration(from.durationMicros());
    write(packet, micros);
  }

  /** Takes the packet's content; times are in units of the time base. */
  void write(AVPacket from, AVRational timeBase) throws IOException {
    int stream = from.stream_index();
    avcodec.av_packet_rescale_ts(from, timeBase, context.streams(stream).time_base());
    order(from, stream);
    int result =
        order == Order.INTERLEAVED
            ? avformat.av_interleaved_write_frame(context, from)
            : avformat.av_write_frame(context, from);
    avcodec.av_packet_unref(from);
    check(result);
    output.settle();
  }

  /** Completes the file. */
  void finish() throws IOException {
    headed = false;
    check(avformat.av_write_trailer(context));
    check(output.finish(context));
  }

  /** Coarser ticks may bring two times together: containers want them apart. */
  private void order(AVPacket each, int stream) {
    long last = lastDts[stream];
    if (last != Ffmpeg.NO_TIME) {
      each.dts(Math.max(each.dts(), last + 1));
      each.pts(Math.max(each.pts(), each.dts()));
      lastStep[stream] = each.dts() - last;
    }
    if (each.duration() <= 0) {
      each.duration(lastStep[stream]);
    }
    lastDts[stream] = each.dts();
  }

  private void addStream(CodecParameters parameters) {
    AVStream stream = avformat.avformat_new_stream(context, null);
    parameters.copyTo(stream.codecpar());
    boolean hevc =
        parameters.codecId() == avcodec.AV_CODEC_ID_HEVC
            && context.oformat().name().getString().equals(Container.MP4.format());
    stream.codecpar().codec_tag(hevc ? HEVC_TAG_FOR_PLAYERS : 0);
    boolean video = stream.codecpar().codec_type() == avutil.AVMEDIA_TYPE_VIDEO;
    stream.time_base(ticks(stream.codecpar(), video));
    stream.sample_aspect_ratio(stream.codecpar().sample_aspect_ratio());
  }

  /** AVI counts pictures, the others count time. */
  private AVRational ticks(AVCodecParameters parameters, boolean video) {
    AVRational rate = parameters.framerate();
    if (video && rate.num() > 0 && context.oformat().name().getString().equals("avi")) {
      return avutil.av_make_q(rate.den(), rate.num());
    }
    return avutil.av_make_q(1, video ? VIDEO_TICKS_PER_SECOND : parameters.sample_rate());
  }

  private void open() throws IOException {
    if ((context.oformat().flags() & avformat.AVFMT_NOFILE) != 0) {
      throw new IOException("cannot write " + output.name() + ": its format is no file");
    }
    check(output.open(context));
  }

  private void head(Map<String, String> options) throws IOException {
    AVDictionary dictionary = dictionary(options);
    int result = avformat.avformat_write_header(context, dictionary);
    avutil.av_dict_free(dictionary);
    check(result);
    headed = true;
  }

  private static AVDictionary dictionary(Map<String, String> from) {
    AVDictionary dictionary = new AVDictionary(null);
    from.forEach((key, value) -> avutil.av_dict_set(dictionary, key, value, 0));
    return dictionary;
  }

  private void check(int result) throws IOException {
    if (result < 0) {
      IOException cause = output.failure();
      String why = cause == null ? Ffmpeg.why(result) : String.valueOf(cause.getMessage());
      throw new IOException("cannot write " + output.name() + ": " + why, cause);
    }
  }

  @Override
  public void close() {
    avcodec.av_packet_free(packet);
    if (context.isNull()) {
      output.release();
      return;
    }
    if (headed) {
      headed = false;
      avformat.av_write_trailer(context); // Frees what the muxer holds.
    }
    int unused = output.close(context);
    output.release();
    avformat.avformat_free_context(context);
    context.setNull();
  }
}
