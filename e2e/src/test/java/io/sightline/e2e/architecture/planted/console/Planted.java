package io.sightline.e2e.architecture.planted.console;

import ai.onnxruntime.OrtSession;
import org.apache.iceberg.Snapshot;
import org.apache.parquet.column.ParquetProperties;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.tensorflowlite.TfLiteModel;

/** Breaks rules on purpose, so that they are seen to fail. */
public class Planted {
  io.sightline.e2e.architecture.planted.ingest.Planted other =
      new io.sightline.e2e.architecture.planted.ingest.Planted();

  static class TouchesFfmpeg {
    Class<?> type = AVFrame.class;
  }

  static class TouchesOpenCv {
    Class<?> type = Mat.class;
  }

  static class TouchesOnnx {
    Class<?> type = OrtSession.class;
  }

  static class TouchesParquet {
    Class<?> type = ParquetProperties.class;
  }

  static class TouchesIceberg {
    Class<?> type = Snapshot.class;
  }

  static class TouchesTensorFlowLite {
    Class<?> type = TfLiteModel.class;
  }
}
