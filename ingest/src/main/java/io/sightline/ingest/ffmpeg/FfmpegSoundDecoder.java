package io.sightline.ingest.ffmpeg;

import io.sightline.ingest.media.MediaEvent;
import io.sightline.ingest.media.SoundDecoder;
import io.sightline.ingest.media.SourceException;
import io.sightline.ingest.media.StreamInfo;
import io.sightline.ingest.sound.Samples;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/** Sound of any codec that FFmpeg decodes, as one channel at 16 kHz. */
public final class FfmpegSoundDecoder implements SoundDecoder {
  private final AVCodecContext context;
  private final AVPacket packet = avcodec.av_packet_alloc();
  private final AVFrame frame = avutil.av_frame_alloc();
  private final Resampler resampler = new Resampler();
  private int errorsInARow;
  private boolean closed;

  /**
   * @param track of a source that this package opened
   */
  public static FfmpegSoundDecoder open(StreamInfo.Stream track) throws SourceException {
    Ffmpeg.load();
    CodecParameters parameters = (CodecParameters) track.parameters();
    AVCodec codec = avcodec.avcodec_find_decoder(parameters.codecId());
    if (codec == null || codec.isNull()) {
      throw new SourceException("no decoder for the sound, which is " + track.codec());
    }
    FfmpegSoundDecoder decoder = new FfmpegSoundDecoder(avcodec.avcodec_alloc_context3(codec));
    int result = decoder.configure(codec, parameters);
    if (result < 0) {
      decoder.close();
      throw new SourceException("the sound, " + track.codec() + ": " + Ffmpeg.why(result));
    }
    return decoder;
  }

  private FfmpegSoundDecoder(AVCodecContext context) {
    this.context = context;
  }

  private int configure(AVCodec codec, CodecParameters from) {
    AVCodecParameters parameters = avcodec.avcodec_parameters_alloc();
    from.copyTo(parameters);
    int result = avcodec.avcodec_parameters_to_context(context, parameters);
    avcodec.avcodec_parameters_free(parameters);
    context.thread_count(1);
    context.pkt_timebase(avutil.av_make_q(1, Ffmpeg.MICROS_PER_SECOND));
    return result < 0 ? result : avcodec.avcodec_open2(context, codec, (AVDictionary) null);
  }

  @Override
  public List<Samples> decode(MediaEvent.Packet from) {
    avcodec.av_packet_unref(packet);
    int result = avcodec.av_new_packet(packet, from.data().length);
    if (result >= 0) {
      packet.data().put(from.data(), 0, from.data().length);
      packet.pts(from.ptsMicros()).dts(from.dtsMicros()).duration(from.durationMicros());
      result = avcodec.avcodec_send_packet(context, packet);
    }
    List<Samples> decoded = new ArrayList<>();
    while (result >= 0) {
      result = avcodec.avcodec_receive_frame(context, frame);
      if (result >= 0) {
        Samples samples = samples(from);
        if (samples != null) {
          decoded.add(samples);
        }
      }
    }
    boolean fine = result == avutil.AVERROR_EAGAIN() || result == avutil.AVERROR_EOF();
    errorsInARow = fine ? 0 : errorsInARow + 1;
    return decoded;
  }

  private @Nullable Samples samples(MediaEvent.Packet from) {
    long told = frame.best_effort_timestamp();
    float[] values = resampler.toMono(frame);
    return values.length == 0
        ? null
        : new Samples(told == avutil.AV_NOPTS_VALUE ? from.ptsMicros() : told, values);
  }

  @Override
  public int errorsInARow() {
    return errorsInARow;
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    resampler.close();
    avcodec.avcodec_free_context(context);
    avcodec.av_packet_free(packet);
    avutil.av_frame_free(frame);
  }
}
