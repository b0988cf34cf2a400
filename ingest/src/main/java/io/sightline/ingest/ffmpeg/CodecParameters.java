package io.sightline.ingest.ffmpeg;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/** A stream's codec parameters on the Java heap: they outlive the source they came from. */
final class CodecParameters {
  private record SideData(int type, byte[] data) {}

  private static final int MATRIX_BYTES = 36;

  private final byte[] fields;
  private final byte[] extradata;
  private final List<SideData> sideData;
  private final int codecId;

  private CodecParameters(AVCodecParameters from) {
    fields = bytes(from, Pointer.sizeof(AVCodecParameters.class));
    extradata = bytes(from.extradata(), from.extradata_size());
    sideData = new ArrayList<>();
    for (int i = 0; i < from.nb_coded_side_data(); i++) {
      AVPacketSideData each = from.coded_side_data().getPointer(i);
      sideData.add(new SideData(each.type(), bytes(each.data(), (int) each.size())));
    }
    codecId = from.codec_id();
  }

  static CodecParameters copyOf(AVCodecParameters from) {
    return new CodecParameters(from);
  }

  int codecId() {
    return codecId;
  }

  /** Quarter turns clockwise, 0 to 3, with which a player shows the picture. */
  int quarterTurns() {
    for (SideData each : sideData) {
      if (each.type() == avcodec.AV_PKT_DATA_DISPLAYMATRIX && each.data().length >= MATRIX_BYTES) {
        double degrees =
            avutil.av_display_rotation_get(new IntPointer(new BytePointer(each.data())));
        return Double.isNaN(degrees) ? 0 : Math.floorMod(Math.round(-degrees / 90), 4);
      }
    }
    return 0;
  }

  byte[] extradata() {
    return extradata.clone();
  }

  /** Equal parameters decode the same packets. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CodecParameters that
        && codecId == that.codecId
        && Arrays.equals(extradata, that.extradata);
  }

  @Override
  public int hashCode() {
    return 31 * codecId + Arrays.hashCode(extradata);
  }

  /** Fills freshly allocated parameters. */
  void copyTo(AVCodecParameters target) {
    new BytePointer(target).put(fields, 0, fields.length);
    // The pointers among the fields are another's: each is replaced.
    target.extradata(null).extradata_size(0);
    target.coded_side_data(null).nb_coded_side_data(0);
    target.ch_layout().opaque(null);
    if (target.ch_layout().order() == avutil.AV_CHANNEL_ORDER_CUSTOM) {
      avutil.av_channel_layout_default(target.ch_layout(), target.ch_layout().nb_channels());
    }
    copyExtradata(target);
    for (SideData each : sideData) {
      copySideData(target, each);
    }
  }

  private void copyExtradata(AVCodecParameters target) {
    if (extradata.length == 0) {
      return;
    }
    Pointer memory =
        avutil.av_mallocz(extradata.length + (long) avcodec.AV_INPUT_BUFFER_PADDING_SIZE);
    BytePointer copy = new BytePointer(memory);
    copy.put(extradata, 0, extradata.length);
    target.extradata(copy).extradata_size(extradata.length);
  }

  private static void copySideData(AVCodecParameters target, SideData from) {
    AVPacketSideData list = new AVPacketSideData(target.coded_side_data());
    int[] count = {target.nb_coded_side_data()};
    AVPacketSideData added =
        avcodec.av_packet_side_data_new(list, count, from.type(), from.data().length, 0);
    if (added != null && !added.isNull()) {
      added.data().put(from.data(), 0, from.data().length);
      target.coded_side_data(list).nb_coded_side_data(count[0]);
    }
  }

  private static byte[] bytes(Pointer from, int length) {
    if (from == null || from.isNull() || length <= 0) {
      return new byte[0];
    }
    byte[] copy = new byte[length];
    new BytePointer(from).get(copy, 0, length);
    return copy;
  }
}
