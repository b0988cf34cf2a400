package io.sightline.ingest.ffmpeg;

import io.sightline.ingest.media.MediaEvent;
import io.sightline.ingest.media.SourceException;
import io.sightline.ingest.media.SourceOptions;
import io.sightline.ingest.media.StreamInfo;
import io.sightline.ingest.sound.Samples;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.PointerPointer;

/** A recording of sound alone, read whole. */
public final class SoundFile {
  /** Ten minutes at 16 kHz. */
  private static final int MAX_SAMPLES = 600 * Samples.RATE;

  private SoundFile() {}

  /** The first ten minutes of it, one channel at 16 kHz. */
  public static float[] read(Path file) throws SourceException {
    Ffmpeg.load();
    Address address = Address.parse(file.toString());
    try (Deadline deadline = new Deadline()) {
      AVFormatContext context = Opening.open(address, SourceOptions.defaults(), deadline).context();
      try {
        return read(context, address);
      } finally {
        avformat.avformat_close_input(context);
      }
    }
  }

  private static float[] read(AVFormatContext context, Address address) throws SourceException {
    int best =
        avformat.av_find_best_stream(
            context, avutil.AVMEDIA_TYPE_AUDIO, -1, -1, (PointerPointer) null, 0);
    if (best < 0) {
      throw new SourceException("cannot open " + address.display() + ": no sound in it");
    }
    AVStream stream = context.streams(best);
    StreamInfo.Stream track =
        new StreamInfo.Stream(
            StreamInfo.Kind.AUDIO,
            avcodec.avcodec_get_name(stream.codecpar().codec_id()).getString(),
            CodecParameters.copyOf(stream.codecpar()));
    AVPacket packet = avcodec.av_packet_alloc();
    try (FfmpegSoundDecoder decoder = FfmpegSoundDecoder.open(track)) {
      List<float[]> parts = new ArrayList<>();
      int length = 0;
      while (length < MAX_SAMPLES && avformat.av_read_frame(context, packet) >= 0) {
        for (Samples each : packet.stream_index() == best ? decode(decoder, packet) : none()) {
          parts.add(each.values());
          length += each.values().length;
        }
        avcodec.av_packet_unref(packet);
      }
      return joined(parts, length);
    } finally {
      avcodec.av_packet_free(packet);
    }
  }

  private static List<Samples> none() {
    return List.of();
  }

  private static List<Samples> decode(FfmpegSoundDecoder decoder, AVPacket packet) {
    byte[] data = new byte[packet.size()];
    packet.data().get(data);
    return decoder.decode(new MediaEvent.Packet(0, data, 0, 0, 0, true));
  }

  private static float[] joined(List<float[]> parts, int length) {
    float[] all = new float[length];
    int at = 0;
    for (float[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }
}
