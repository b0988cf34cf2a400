package io.sightline.ingest.ffmpeg;

import io.sightline.ingest.media.MediaEvent;
import io.sightline.ingest.media.SourceOptions;
import io.sightline.ingest.media.StreamInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;

/** Adds a sound track to a video. */
final class Tone {
  private static final int RATE = 48_000;

  private final List<MediaEvent.Packet> packets = new ArrayList<>();
  private CodecParameters parameters;

  /**
   * @param encoder FFmpeg's name, aac (MP4) or pcm_mulaw, pcm_alaw, pcm_s16le, libopus (Matroska)
   */
  static Path add(Path video, Path target, String encoder) throws Exception {
    try (FfmpegSource source = FfmpegSource.open(video.toString(), SourceOptions.defaults())) {
      StreamInfo info = source.info();
      Tone tone = new Tone();
      tone.encode(encoder, info.durationMicros());
      List<MediaEvent.Packet> all = new ArrayList<>(TestVideos.read(source).packets());
      all.addAll(tone.packets);
      all.sort((a, b) -> Long.compare(a.dtsMicros(), b.dtsMicros()));
      String format = target.toString().endsWith("mp4") ? "mp4" : "matroska";
      CodecParameters picture = (CodecParameters) info.streams().get(0).parameters();
      try (Muxer muxer =
          new Muxer(
              target,
              format,
              List.of(picture, tone.parameters),
              Map.of(),
              Map.of(),
              Muxer.Order.INTERLEAVED)) {
        for (MediaEvent.Packet each : all) {
          muxer.write(each, 0);
        }
        muxer.finish();
      }
    }
    return target;
  }

  private void encode(String name, long durationMicros) throws IOException {
    AVCodec codec = avcodec.avcodec_find_encoder_by_name(name);
    AVCodecContext context = avcodec.avcodec_alloc_context3(codec);
    boolean aac = name.equals("aac");
    context.sample_rate(RATE).bit_rate(64_000);
    context.sample_fmt(aac ? avutil.AV_SAMPLE_FMT_FLTP : avutil.AV_SAMPLE_FMT_S16);
    avutil.av_channel_layout_default(context.ch_layout(), 1);
    context.flags(avcodec.AV_CODEC_FLAG_GLOBAL_HEADER);
    context.time_base(avutil.av_make_q(1, RATE));
    AVFrame frame = avutil.av_frame_alloc();
    AVPacket packet = avcodec.av_packet_alloc();
    try {
      check(avcodec.avcodec_open2(context, codec, (AVDictionary) null));
      AVCodecParameters own = avcodec.avcodec_parameters_alloc();
      check(avcodec.avcodec_parameters_from_context(own, context));
      parameters = CodecParameters.copyOf(own);
      avcodec.avcodec_parameters_free(own);
      int samples = context.frame_size() > 0 ? context.frame_size() : 1024;
      frame.nb_samples(samples).format(context.sample_fmt());
      avutil.av_channel_layout_default(frame.ch_layout(), 1);
      check(avutil.av_frame_get_buffer(frame, 0));
      for (long at = 0; at * 1_000_000 / RATE < durationMicros; at += samples) {
        check(avutil.av_frame_make_writable(frame));
        fill(frame.data(0), samples, at, aac);
        frame.pts(at);
        check(avcodec.avcodec_send_frame(context, frame));
        collect(context, packet);
      }
      check(avcodec.avcodec_send_frame(context, null));
      collect(context, packet);
    } finally {
      avcodec.av_packet_free(packet);
      avutil.av_frame_free(frame);
      avcodec.avcodec_free_context(context);
    }
  }

  private static void fill(BytePointer data, int samples, long at, boolean floats) {
    for (int i = 0; i < samples; i++) {
      double value = 0.3 * Math.sin(2 * Math.PI * 440 * (at + i) / RATE);
      if (floats) {
        data.putFloat(4L * i, (float) value);
      } else {
        data.putShort(2L * i, (short) (value * 32_000));
      }
    }
  }

  private void collect(AVCodecContext context, AVPacket packet) {
    while (avcodec.avcodec_receive_packet(context, packet) >= 0) {
      byte[] data = new byte[packet.size()];
      packet.data().get(data);
      long pts = Ffmpeg.micros(packet.pts(), 1, RATE);
      long duration = Ffmpeg.micros(packet.duration(), 1, RATE);
      packets.add(new MediaEvent.Packet(1, data, pts, pts, duration, true));
    }
  }

  private static void check(int result) throws IOException {
    if (result < 0) {
      throw new IOException(Ffmpeg.why(result));
    }
  }
}
