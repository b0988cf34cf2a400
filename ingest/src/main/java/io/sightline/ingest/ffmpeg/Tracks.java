package io.sightline.ingest.ffmpeg;

import io.sightline.ingest.ffmpeg.Demuxer.Track;
import io.sightline.ingest.media.SourceException;
import io.sightline.ingest.media.SourceOptions;
import io.sightline.ingest.media.StreamInfo;
import io.sightline.ingest.media.StreamInfo.Kind;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/**
 * The streams chosen from a container: its best video stream and all audio that has a known codec.
 *
 * @param startMicros the container's own time of the first picture, if it tells
 */
record Tracks(List<Track> all, Track video, StreamInfo info, long startMicros) {
  private static final int USUAL_FPS = 25;

  static Tracks choose(AVFormatContext context, Address address, SourceOptions options)
      throws SourceException {
    int best =
        avformat.av_find_best_stream(
            context,
            avutil.AVMEDIA_TYPE_VIDEO,
            -1,
            -1,
            (org.bytedeco.javacpp.PointerPointer) null,
            0);
    if (best < 0 || attachedPicture(context.streams(best))) {
      throw new SourceException(
          "cannot open " + address.display() + ": no video in it, found " + found(context));
    }
    checkSize(context.streams(best).codecpar(), address, options);
    List<Track> chosen = new ArrayList<>();
    for (int i = 0; i < context.nb_streams(); i++) {
      AVStream stream = context.streams(i);
      if (i == best || audible(stream)) {
        chosen.add(track(stream, i == best ? Kind.VIDEO : Kind.AUDIO, chosen.size()));
      } else {
        stream.discard(avcodec.AVDISCARD_ALL);
      }
    }
    Track video = chosen.stream().filter(t -> t.kind() == Kind.VIDEO).findFirst().orElseThrow();
    AVStream stream = context.streams(best);
    return new Tracks(
        List.copyOf(chosen),
        video,
        info(context, stream, chosen, address.live() || options.loop()),
        micros(stream.start_time(), stream));
  }

  @Nullable Track byIndex(int index) {
    for (Track each : all) {
      if (each.index() == index) {
        return each;
      }
    }
    return null;
  }

  List<Long> frameMicros() {
    return all.stream().map(Track::frameMicros).toList();
  }

  private static void checkSize(AVCodecParameters video, Address address, SourceOptions options)
      throws SourceException {
    if ((long) video.width() * video.height() > options.maxPixels()) {
      throw new SourceException(
          "cannot open "
              + address.display()
              + ": its picture has "
              + video.width()
              + "x"
              + video.height()
              + " pixels, expected at most "
              + options.maxPixels()
              + " in all");
    }
  }

  private static StreamInfo info(
      AVFormatContext context, AVStream video, List<Track> chosen, boolean endless) {
    boolean unknown = endless || context.duration() == avutil.AV_NOPTS_VALUE;
    AVCodecParameters coded = video.codecpar();
    boolean swaps = new Upright(CodecParameters.copyOf(coded).quarterTurns()).swaps();
    return new StreamInfo(
        swaps ? coded.height() : coded.width(),
        swaps ? coded.width() : coded.height(),
        fps(video),
        createdAt(context, video),
        unknown ? -1 : context.duration(),
        chosen.stream()
            .map(t -> new StreamInfo.Stream(t.kind(), t.codec(), t.parameters()))
            .toList());
  }

  private static Track track(AVStream stream, Kind kind, int delivered) {
    AVCodecParameters parameters = stream.codecpar();
    double fps = kind == Kind.VIDEO ? fps(stream) : 0;
    return new Track(
        stream.index(),
        delivered,
        kind,
        avcodec.avcodec_get_name(parameters.codec_id()).getString(),
        CodecParameters.copyOf(parameters),
        stream.time_base().num(),
        stream.time_base().den(),
        kind == Kind.VIDEO
            ? Math.round(Ffmpeg.MICROS_PER_SECOND / (fps > 0 ? fps : USUAL_FPS))
            : audioFrameMicros(parameters));
  }

  private static long audioFrameMicros(AVCodecParameters audio) {
    int samples = audio.frame_size() > 0 ? audio.frame_size() : 1024;
    int rate = audio.sample_rate() > 0 ? audio.sample_rate() : 48_000;
    return (long) samples * Ffmpeg.MICROS_PER_SECOND / rate;
  }

  private static boolean audible(AVStream stream) {
    return stream.codecpar().codec_type() == avutil.AVMEDIA_TYPE_AUDIO
        && stream.codecpar().codec_id() != avcodec.AV_CODEC_ID_NONE
        && stream.codecpar().sample_rate() > 0;
  }

  private static boolean attachedPicture(AVStream stream) {
    return (stream.disposition() & avformat.AV_DISPOSITION_ATTACHED_PIC) != 0;
  }

  private static double fps(AVStream stream) {
    AVRational average = stream.avg_frame_rate();
    AVRational rate = average.num() > 0 && average.den() > 0 ? average : stream.r_frame_rate();
    return rate.num() > 0 && rate.den() > 0 ? rate.num() / (double) rate.den() : 0;
  }

  private static long micros(long time, AVStream stream) {
    return Ffmpeg.micros(time, stream.time_base().num(), stream.time_base().den());
  }

  private static @Nullable Instant createdAt(AVFormatContext context, AVStream video) {
    Instant created = creationTime(context.metadata());
    return created != null ? created : creationTime(video.metadata());
  }

  private static @Nullable Instant creationTime(@Nullable AVDictionary metadata) {
    AVDictionaryEntry entry = avutil.av_dict_get(metadata, "creation_time", null, 0);
    if (entry == null || entry.isNull()) {
      return null;
    }
    try {
      return Instant.parse(entry.value().getString());
    } catch (DateTimeException e) {
      return null; // Not every writer keeps to ISO 8601: then the file does not say.
    }
  }

  private static String found(AVFormatContext context) {
    List<String> kinds = new ArrayList<>();
    for (int i = 0; i < context.nb_streams(); i++) {
      kinds.add(avcodec.avcodec_get_name(context.streams(i).codecpar().codec_id()).getString());
    }
    return kinds.isEmpty() ? "no streams" : String.join(", ", kinds);
  }
}
