package io.sightline.ingest.ffmpeg;

import io.sightline.ingest.media.MediaEvent;
import io.sightline.ingest.media.SourceOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.IntPointer;

/** Video that lies on its side and has pixels that are not square. */
final class Turned {
  private static final int MATRIX_BYTES = 36;

  private Turned() {}

  static Path copy(Path video, Path target) throws Exception {
    try (FfmpegSource source = FfmpegSource.open(video.toString(), SourceOptions.defaults())) {
      AVCodecParameters own = parameters(source);
      own.sample_aspect_ratio(avutil.av_make_q(4, 3));
      AVPacketSideData list = new AVPacketSideData(own.coded_side_data());
      int[] count = {own.nb_coded_side_data()};
      AVPacketSideData added =
          avcodec.av_packet_side_data_new(
              list, count, avcodec.AV_PKT_DATA_DISPLAYMATRIX, MATRIX_BYTES, 0);
      avutil.av_display_rotation_set(new IntPointer(added.data()), 90);
      own.coded_side_data(list).nb_coded_side_data(count[0]);
      try (Muxer muxer =
          new Muxer(
              target,
              "mp4",
              List.of(CodecParameters.copyOf(own)),
              Map.of(),
              Map.of(),
              Muxer.Order.AS_GIVEN)) {
        for (MediaEvent.Packet each : TestVideos.read(source).packets()) {
          muxer.write(each, 0);
        }
        muxer.finish();
      }
      avcodec.avcodec_parameters_free(own);
    }
    return target;
  }

  /** Shape of a pixel, then the rotation in degrees. */
  static List<Double> of(Path video) throws Exception {
    try (FfmpegSource source = FfmpegSource.open(video.toString(), SourceOptions.defaults())) {
      AVCodecParameters own = parameters(source);
      List<Double> shape = new ArrayList<>();
      shape.add(own.sample_aspect_ratio().num() / (double) own.sample_aspect_ratio().den());
      for (int i = 0; i < own.nb_coded_side_data(); i++) {
        AVPacketSideData each = own.coded_side_data().getPointer(i);
        if (each.type() == avcodec.AV_PKT_DATA_DISPLAYMATRIX) {
          shape.add(avutil.av_display_rotation_get(new IntPointer(each.data())));
        }
      }
      avcodec.avcodec_parameters_free(own);
      return shape;
    }
  }

  private static AVCodecParameters parameters(FfmpegSource source) {
    AVCodecParameters own = avcodec.avcodec_parameters_alloc();
    ((CodecParameters) source.info().streams().get(0).parameters()).copyTo(own);
    return own;
  }
}
