package io.sightline.standalone.bench;

import com.sun.management.OperatingSystemMXBean;
import io.sightline.detect.model.Detector;
import io.sightline.detect.model.Nms;
import io.sightline.detect.model.Reporting;
import io.sightline.detect.onnx.OnnxModel;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A plain loop over pictures, in a process of its own: read the file, decode, letterbox, run the
 * session, keep the best boxes. Prints the processor time of a picture in microseconds.
 */
final class BareDetection {
  private BareDetection() {}

  /** Arguments: model, folder of the pictures, pictures to begin with, pictures that count. */
  public static void main(String[] args) throws Exception {
    OperatingSystemMXBean process =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    Reporting reporting = new Reporting(0.2f, new Nms(0.45f, 100));
    try (OnnxModel model = OnnxModel.open(Path.of(args[0]), reporting);
        Detector detector = model.newDetector()) {
      List<Path> pictures = pictures(Path.of(args[1]));
      int before = Integer.parseInt(args[2]);
      int counted = Integer.parseInt(args[3]);
      loop(detector, pictures, before);
      long begin = process.getProcessCpuTime();
      loop(detector, pictures, counted);
      System.out.println((process.getProcessCpuTime() - begin) / 1000.0 / counted);
    }
    System.exit(0);
  }

  private static List<Path> pictures(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private static void loop(Detector detector, List<Path> pictures, int count) throws Exception {
    for (int i = 0; i < count; i++) {
      detector.detect(Files.readAllBytes(pictures.get(i % pictures.size())), List.of());
    }
  }
}
