package io.sightline.standalone.models;

import io.sightline.detect.model.Detector;
import io.sightline.detect.model.Look;
import io.sightline.detect.model.Nms;
import io.sightline.detect.model.Reporting;
import io.sightline.detect.onnx.OnnxModel;
import io.sightline.detect.onnx.OnnxOptions;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a picture costs with a model on one thread, beside a run of its session alone.
 *
 * @param pictures JPEGs
 * @param frames how many count; a tenth as many come before
 */
public record ModelBench(List<byte[]> pictures, int frames, OnnxOptions options) {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** Milliseconds for a picture, by the clock on the wall and of the processor. */
  public record Figures(
      String model,
      String layout,
      int input,
      double ms,
      double cpuMs,
      double sessionMs,
      double sessionCpuMs) {}

  /** What to do so many times. */
  private interface Work {
    void times(int count) throws Exception;
  }

  private record Cost(double ms, double cpuMs) {}

  /** Reads the .jpg files of a folder. */
  public static List<byte[]> read(Path folder) throws IOException {
    List<byte[]> pictures = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".jpg")).sorted().toList()) {
        pictures.add(Files.readAllBytes(file));
      }
    }
    if (pictures.isEmpty()) {
      throw new IllegalArgumentException(
          "pictures " + folder + ": expected a folder with .jpg files");
    }
    return pictures;
  }

  public Figures measure(Path file) throws Exception {
    Reporting reporting = new Reporting(0.2f, new Nms(0.45f, 100));
    try (OnnxModel model = OnnxModel.open(file, reporting, options);
        Detector detector = model.newDetector()) {
      Cost session = cost(model::runAlone);
      Cost whole = cost(count -> examine(detector, model.batch(), count));
      return new Figures(
          model.name(),
          model.layout().name(),
          model.layout().input().size(),
          whole.ms(),
          whole.cpuMs(),
          session.ms(),
          session.cpuMs());
    }
  }

  private void examine(Detector detector, int batch, int count) {
    for (int from = 0; from < count; from += batch) {
      List<Look> looks = new ArrayList<>();
      for (int i = from; i < Math.min(count, from + batch); i++) {
        looks.add(new Look(pictures.get(i % pictures.size()), List.of()));
      }
      detector.detectAll(looks);
    }
  }

  private Cost cost(Work work) throws Exception {
    work.times(Math.max(1, frames / 10));
    long begin = System.nanoTime();
    long beginCpu = THREADS.getCurrentThreadCpuTime();
    work.times(frames);
    double cpuMs = (THREADS.getCurrentThreadCpuTime() - beginCpu) / 1e6 / frames;
    return new Cost((System.nanoTime() - begin) / 1e6 / frames, cpuMs);
  }
}
