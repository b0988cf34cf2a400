package io.sightline.standalone.soak;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code sightline standalone} as a process of its own, to be killed. */
final class ChildProcess implements AutoCloseable {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

  private final Process process;
  private final URI ready;
  private final Path log;

  private ChildProcess(Process process, URI ready, Path log) {
    this.process = process;
    this.ready = ready;
    this.log = log;
  }

  /** Starts it with the class path of this JVM; its output goes to the end of the log. */
  static ChildProcess start(Path config, int adminPort, Path log) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "io.sightline.standalone.Main",
                "standalone",
                "-c",
                config.toString()));
    ProcessBuilder builder = new ProcessBuilder(command);
    // Not as an argument: ONNX Runtime crashes where the command line is long.
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    Process process =
        builder
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    return new ChildProcess(
        process, URI.create("http://127.0.0.1:" + adminPort + "/health/ready"), log);
  }

  /** Waits until it says that it is ready; fails with the end of its log. */
  void awaitReady(Duration atMost) throws IOException, InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    while (System.nanoTime() < end) {
      if (!process.isAlive()) {
        throw new IOException(
            "process ended with " + process.exitValue() + " before it was ready\n" + tail());
      }
      if (answersReady()) {
        return;
      }
      Thread.sleep(100);
    }
    throw new IOException("process was not ready after " + atMost.toSeconds() + " s\n" + tail());
  }

  private boolean answersReady() throws InterruptedException {
    try {
      HttpRequest request = HttpRequest.newBuilder(ready).timeout(Duration.ofSeconds(2)).build();
      return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  long pid() {
    return process.pid();
  }

  /** SIGKILL. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** SIGTERM; returns the exit code. */
  int stop(Duration atMost) throws InterruptedException, IOException {
    process.destroy();
    if (!process.waitFor(atMost.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
      throw new IOException(
          "process did not stop within " + atMost.toSeconds() + " s of SIGTERM\n" + tail());
    }
    return process.exitValue();
  }

  private String tail() throws IOException {
    List<String> lines = Files.readAllLines(log);
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
