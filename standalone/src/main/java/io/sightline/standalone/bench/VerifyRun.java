package io.sightline.standalone.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sightline.standalone.soak.ChildProcess;
import io.sightline.standalone.soak.ProcessLook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * {@code sightline verify} as a process of its own.
 *
 * @param report what it printed
 * @param seconds from its start to its end
 * @param peakMb the most memory that was resident
 */
record VerifyRun(JsonNode report, double seconds, long peakMb) {
  private static final Duration PATIENCE = Duration.ofHours(1);
  private static final long LOOK_MILLIS = 100;

  /**
   * @param folder in which it is started, for what it prints and its scratch files
   */
  static VerifyRun of(Path folder, Path config) throws IOException, InterruptedException {
    Path out = folder.resolve("verify.json");
    Path log = folder.resolve("verify.log");
    List<String> arguments =
        List.of("verify", "-c", config.toString(), "--json", "--scratch", folder.toString());
    long began = System.nanoTime();
    long peakKib = 0;
    try (ChildProcess process = ChildProcess.start(folder, out, log, arguments)) {
      while (process.isAlive() && System.nanoTime() - began < PATIENCE.toNanos()) {
        peakKib = Math.max(peakKib, peakKib(process, peakKib));
        Thread.sleep(LOOK_MILLIS);
      }
      int code = process.await(Duration.ofSeconds(1));
      String text = Files.readString(out);
      if (code > 1 || text.isBlank()) {
        throw new IOException("verify ended with " + code + ": expected 0 or 1; " + tail(log));
      }
      double seconds = (System.nanoTime() - began) / 1e9;
      return new VerifyRun(new ObjectMapper().readTree(text), seconds, peakKib / 1024);
    }
  }

  /** It may end while this looks. */
  private static long peakKib(ChildProcess process, long before) {
    try {
      return ProcessLook.peakKib(process.pid());
    } catch (IOException e) {
      return before;
    }
  }

  private static String tail(Path log) throws IOException {
    String text = Files.readString(log);
    return text.substring(Math.max(0, text.length() - 2000));
  }

  int count(String name) {
    return report.path(name).asInt();
  }
}
