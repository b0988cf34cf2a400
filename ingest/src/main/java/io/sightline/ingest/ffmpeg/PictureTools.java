package io.sightline.ingest.ffmpeg;

import io.sightline.ingest.mask.Cover;
import io.sightline.ingest.mask.Masks;
import io.sightline.ingest.media.PixelBox;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

/** What a source makes of its pictures when asked. Contexts are kept from picture to picture. */
final class PictureTools implements AutoCloseable {
  private record Size(int width, int height) {}

  /** More sizes than this in turn are made anew each time. */
  private static final int MAX_ENCODERS = 12;

  /** Of a large picture so many rows go into one of a small one; more would not tell more. */
  private static final int ROWS_A_ROW = 5;

  private final Map<Size, JpegEncoder> encoders = new LinkedHashMap<>();
  private @Nullable Scaler gray;
  private @Nullable Cover cover;
  private Masks covering = Masks.NONE;

  byte[] luma(AVFrame frame, int width, int height) {
    Scaler scaler = gray;
    if (scaler == null || !scaler.fits(width, height)) {
      closeGray();
      scaler =
          new Scaler(
              width,
              height,
              avutil.AV_PIX_FMT_GRAY8,
              avutil.AVCOL_RANGE_JPEG,
              swscale.SWS_AREA | swscale.SWS_BITEXACT);
      gray = scaler;
    }
    int step = frame.height() / (height * ROWS_A_ROW);
    if (step < 2) {
      return bytes(scaler.scale(frame), width, height);
    }
    AVFrame thinned = Rows.thinned(frame, step);
    try {
      return bytes(scaler.scale(thinned), width, height);
    } finally {
      avutil.av_frame_free(thinned);
    }
  }

  private static byte[] bytes(AVFrame gray, int width, int height) {
    BytePointer rows = gray.data(0);
    int stride = gray.linesize(0);
    byte[] luma = new byte[width * height];
    if (stride == width) {
      rows.get(luma, 0, luma.length);
      return luma;
    }
    for (int y = 0; y < height; y++) {
      rows.position((long) y * stride).get(luma, y * width, width);
    }
    return luma;
  }

  byte[] jpeg(AVFrame frame, int maxWidth, Masks masks) throws IOException {
    int width = Math.min(frame.width(), maxWidth);
    int height = Math.max(1, Math.round(frame.height() * (float) width / frame.width()));
    return encoder(new Size(width, height)).encode(frame, masks);
  }

  byte[] crop(AVFrame frame, PixelBox part, int maxSide, Masks masks) throws IOException {
    double scale = Math.min(1, (double) maxSide / Math.max(part.width(), part.height()));
    int width = Math.max(1, (int) Math.round(part.width() * scale));
    int height = Math.max(1, (int) Math.round(part.height() * scale));
    JpegEncoder encoder = encoder(new Size(width, height));
    Blackout blackout =
        masks.isEmpty() ? Blackout.NONE : blackout(frame, part, scale, width, height, masks);
    AVFrame cut = avutil.av_frame_clone(frame);
    try {
      cut.crop_left(part.left()).crop_top(part.top());
      cut.crop_right(frame.width() - part.left() - part.width());
      cut.crop_bottom(frame.height() - part.top() - part.height());
      int result = avutil.av_frame_apply_cropping(cut, avutil.AV_FRAME_CROP_UNALIGNED);
      if (result < 0) {
        throw new IOException("cannot cut out " + part + ": " + Ffmpeg.why(result));
      }
      return encoder.encode(cut, blackout);
    } finally {
      avutil.av_frame_free(cut);
    }
  }

  private Blackout blackout(
      AVFrame frame, PixelBox part, double scale, int width, int height, Masks masks) {
    int wholeWidth = (int) Math.ceil(frame.width() * scale);
    int wholeHeight = (int) Math.ceil(frame.height() * scale);
    Cover known = cover;
    if (known == null
        || !masks.equals(covering)
        || known.width() != wholeWidth
        || known.height() != wholeHeight) {
      known = masks.widened(wholeWidth, wholeHeight);
      cover = known;
      covering = masks;
    }
    int left = (int) (part.left() * scale);
    int top = (int) (part.top() * scale);
    return Blackout.of(Masks.inBlocks(known.part(left, top, width, height)));
  }

  private JpegEncoder encoder(Size size) throws IOException {
    JpegEncoder known = encoders.get(size);
    if (known != null) {
      return known;
    }
    if (encoders.size() >= MAX_ENCODERS) {
      closeEncoders();
    }
    JpegEncoder made = new JpegEncoder(size.width(), size.height());
    encoders.put(size, made);
    return made;
  }

  private void closeGray() {
    if (gray != null) {
      gray.close();
      gray = null;
    }
  }

  private void closeEncoders() {
    encoders.values().forEach(JpegEncoder::close);
    encoders.clear();
  }

  @Override
  public void close() {
    closeGray();
    closeEncoders();
  }
}
