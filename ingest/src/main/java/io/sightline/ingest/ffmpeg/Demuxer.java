package io.sightline.ingest.ffmpeg;

import io.sightline.ingest.media.SourceException;
import io.sightline.ingest.media.SourceOptions;
import io.sightline.ingest.media.StreamInfo.Kind;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.SizeTPointer;
import org.jspecify.annotations.Nullable;

/** An opened container: packets of one video stream and all audio streams, as they come. */
final class Demuxer implements AutoCloseable {
  /** A source that gives nothing but errors for so many reads in a row is broken. */
  private static final int MAX_ERRORS_IN_A_ROW = 100;

  private static final long RETRY_NANOS = 1_000_000;

  private final Address address;
  private final SourceOptions options;
  private final ErrorTally errors;
  private final Deadline deadline = new Deadline();
  private final @Nullable CustomIo bytes;
  private final AVPacket packet = avcodec.av_packet_alloc();
  private final SizeTPointer sideDataSize = new SizeTPointer(1);
  private final AVFormatContext context;
  private final Tracks tracks;
  private final long flowingNanos;

  private long reads;
  private long videoPackets;
  private @Nullable SourceException failure;

  static Demuxer open(Address address, SourceOptions options, ErrorTally errors)
      throws SourceException {
    return open(address, options, errors, null);
  }

  /**
   * @param bytes what is at the address, if Java knows; closed with this
   */
  static Demuxer open(
      Address address, SourceOptions options, ErrorTally errors, CustomIo.@Nullable Bytes bytes)
      throws SourceException {
    Ffmpeg.load();
    return new Demuxer(address, options, errors, bytes == null ? null : CustomIo.reading(bytes));
  }

  private Demuxer(
      Address address, SourceOptions options, ErrorTally errors, @Nullable CustomIo bytes)
      throws SourceException {
    this.bytes = bytes;
    this.address = address;
    this.options = options;
    this.errors = errors;
    AVFormatContext opened = null;
    try {
      Opening.Opened result = Opening.open(address, options, deadline, bytes);
      opened = result.context();
      this.flowingNanos = result.flowingNanos();
      this.context = opened;
      this.tracks = Tracks.choose(opened, address, options);
    } catch (SourceException e) {
      free(opened);
      throw e;
    }
  }

  Tracks tracks() {
    return tracks;
  }

  /**
   * The next packet of a chosen stream, valid until the next call; null at the end or when the
   * source {@linkplain #failure failed}.
   */
  @Nullable AVPacket read() {
    for (int inARow = 0; inARow < MAX_ERRORS_IN_A_ROW; ) {
      avcodec.av_packet_unref(packet);
      reads++;
      NativeLog.takeLastError();
      deadline.restart(options.readTimeout());
      int result = avformat.av_read_frame(context, packet);
      if (result == avutil.AVERROR_EOF()) {
        return null;
      }
      if (result == avutil.AVERROR_INVALIDDATA()) {
        errors.count(Ffmpeg.why(result));
        inARow++;
      } else if (result == avutil.AVERROR_EAGAIN() && !deadline.passed()) {
        LockSupport.parkNanos(RETRY_NANOS);
      } else if (result < 0) {
        failure = new SourceException(address.display() + ": " + reading(result));
        return null;
      } else if (usable()) {
        return packet;
      }
    }
    failure =
        new SourceException(
            address.display()
                + ": "
                + MAX_ERRORS_IN_A_ROW
                + " reads in a row failed: "
                + errors.last());
    return null;
  }

  /** How often it was tried to read a packet: each ends what was handed out before. */
  long reads() {
    return reads;
  }

  /** How long ago media began to flow, microseconds. */
  long flowingMicros() {
    return (System.nanoTime() - flowingNanos) / 1000;
  }

  /** When the packet at hand was made by its sender's clock; -1 if that does not tell. */
  long senderMicros() {
    sideDataSize.put(0);
    BytePointer time =
        avcodec.av_packet_get_side_data(packet, avcodec.AV_PKT_DATA_PRFT, sideDataSize);
    return time == null || time.isNull() || sideDataSize.get() < Long.BYTES
        ? -1
        : new LongPointer(time).get();
  }

  /** The comment in the container; empty if there is none. */
  String comment() {
    AVDictionaryEntry entry = avutil.av_dict_get(context.metadata(), Remux.ORIGIN_TAG, null, 0);
    return entry == null || entry.isNull() ? "" : entry.value().getString();
  }

  /** Why {@link #read} gave null, if not because of the end. */
  @Nullable SourceException failure() {
    return failure;
  }

  /** What is missing at the end, for people; empty if nothing is. */
  String missing(long endMicros) {
    AVStream video = context.streams(tracks.video().index());
    long announced =
        Ffmpeg.micros(video.duration(), video.time_base().num(), video.time_base().den());
    long promised = video.nb_frames();
    boolean fewer = videoPackets < promised - promised / 50;
    if (!fewer || announced < endMicros + Ffmpeg.MICROS_PER_SECOND) {
      return "";
    }
    return String.format(
        "ends at %.1f s with picture %d, but announces %.1f s and %d pictures: it is truncated",
        seconds(endMicros), videoPackets, seconds(announced), promised);
  }

  @Override
  public void close() {
    reads++;
    free(context);
  }

  private boolean usable() {
    Track track = tracks.byIndex(packet.stream_index());
    if (track == null) {
      return false;
    }
    boolean corrupt = (packet.flags() & avcodec.AV_PKT_FLAG_CORRUPT) != 0;
    if (corrupt || packet.size() > options.maxPacketBytes()) {
      errors.count(
          corrupt
              ? "incomplete packet"
              : "packet of " + packet.size() + " bytes, at most " + options.maxPacketBytes());
      return false;
    }
    if (packet.size() <= (track.parameters().codecId() == avcodec.AV_CODEC_ID_MPEG4 ? 1 : 0)) {
      return false; // A placeholder, as AVI has them: no picture.
    }
    if (track.kind() == Kind.VIDEO) {
      videoPackets++;
    }
    return true;
  }

  private String reading(int result) {
    if (Thread.currentThread().isInterrupted()) {
      return "interrupted while reading";
    }
    if (deadline.passed()) {
      return "nothing came for " + text(options.readTimeout());
    }
    return "reading failed: " + Ffmpeg.why(result);
  }

  private void free(@Nullable AVFormatContext opened) {
    if (opened != null) {
      avformat.avformat_close_input(opened);
    }
    if (bytes != null) {
      bytes.close();
    }
    avcodec.av_packet_free(packet);
    sideDataSize.close();
    deadline.close();
  }

  static String text(Duration duration) {
    return duration.toMillis() % 1000 == 0
        ? duration.toSeconds() + " s"
        : duration.toMillis() + " ms";
  }

  private static double seconds(long micros) {
    return micros / (double) Ffmpeg.MICROS_PER_SECOND;
  }

  /** A stream of which packets are delivered. */
  record Track(
      int index,
      int delivered,
      Kind kind,
      String codec,
      CodecParameters parameters,
      int timeBaseNum,
      int timeBaseDen,
      long frameMicros) {}
}
