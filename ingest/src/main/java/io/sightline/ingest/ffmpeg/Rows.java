package io.sightline.ingest.ffmpeg;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;

/** A picture with fewer rows, without copying any. */
final class Rows {
  private static final int PLANES = 4;

  private Rows() {}

  /** Each so many-th row; a reference, to be freed. */
  static AVFrame thinned(AVFrame frame, int step) {
    AVFrame rows = avutil.av_frame_clone(frame);
    if (rows == null || rows.isNull()) {
      throw new IllegalStateException("no memory for a picture");
    }
    rows.height(frame.height() / step);
    for (int plane = 0; plane < PLANES; plane++) {
      rows.linesize(plane, frame.linesize(plane) * step);
    }
    return rows;
  }
}
