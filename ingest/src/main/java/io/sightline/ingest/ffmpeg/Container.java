package io.sightline.ingest.ffmpeg;

import io.sightline.ingest.media.StreamInfo;
import java.io.IOException;
import java.util.Map;
import org.bytedeco.ffmpeg.avformat.AVOutputFormat;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;

/** The files that clips are kept in: MP4, since browsers play it, else Matroska. */
enum Container {
  MP4("mp4", "mp4"),
  MATROSKA("matroska", "mkv");

  private static final String FRAGMENT_MICROS = "1000000";
  private static final String CLUSTER_MILLIS = "1000";

  /** Sizes, times, place and kind of a packet in MP4's index; what else is in there. */
  private static final int BYTES_A_PACKET = 48;

  private static final int INDEX_BYTES = 1 << 14;
  private static final int HEAD_BYTES = 1 << 15;

  private final String format;
  private final String extension;

  Container(String format, String extension) {
    this.format = format;
    this.extension = extension;
  }

  /** FFmpeg's name of the muxer. */
  String format() {
    return format;
  }

  String extension() {
    return extension;
  }

  static Container preferred(StreamInfo info) {
    return info.streams().stream().allMatch(MP4::holds) ? MP4 : MATROSKA;
  }

  /**
   * @throws IOException a codec has no place in it
   */
  void checkHolds(StreamInfo info) throws IOException {
    for (StreamInfo.Stream each : info.streams()) {
      if (!holds(each)) {
        throw new IOException("neither MP4 nor Matroska can hold " + each.codec());
      }
    }
  }

  /** Options for a file that is readable up to its last full second wherever it is cut off. */
  Map<String, String> growing() {
    return switch (this) {
      case MP4 ->
          Map.of(
              "movflags", "empty_moov+delay_moov+default_base_moof",
              "frag_duration", FRAGMENT_MICROS,
              "flush_packets", "1");
      case MATROSKA -> Map.of("cluster_time_limit", CLUSTER_MILLIS, "flush_packets", "1");
    };
  }

  /** Options for a finished file: the index comes first, so that playing begins at once. */
  Map<String, String> finished() {
    return this == MP4 ? Map.of("movflags", "faststart") : Map.of();
  }

  /**
   * Options for a finished file that is written forward: room for an index in front.
   *
   * @param packets how many the index has to hold
   */
  Map<String, String> finished(int packets) {
    return this == MP4
        ? Map.of("moov_size", Integer.toString(indexBytes(packets)))
        : Map.of("reserve_index_space", Integer.toString(indexBytes(packets)));
  }

  /** Where a muxer with those options comes back to: nowhere behind. */
  static int headBytes(int packets) {
    return indexBytes(packets) + HEAD_BYTES;
  }

  private static int indexBytes(int packets) {
    return INDEX_BYTES + packets * BYTES_A_PACKET;
  }

  private boolean holds(StreamInfo.Stream stream) {
    int codec = ((CodecParameters) stream.parameters()).codecId();
    // FFmpeg writes PCM to MP4, but hardly anything else reads it from there.
    if (this == MP4 && stream.codec().startsWith("pcm_")) {
      return false;
    }
    // Matroska takes what Windows had a four-letter code for, such as Cinepak, as unofficial.
    int compliance = this == MP4 ? avcodec.FF_COMPLIANCE_NORMAL : avcodec.FF_COMPLIANCE_UNOFFICIAL;
    AVOutputFormat muxer = avformat.av_guess_format(format, null, null);
    return avformat.avformat_query_codec(muxer, codec, compliance) == 1;
  }
}
