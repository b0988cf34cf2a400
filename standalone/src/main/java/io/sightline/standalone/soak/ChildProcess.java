package io.sightline.standalone.soak;

import io.sightline.standalone.Main;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
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

/**
 * The {@code sightline} command as a process of its own. Closing kills it, and so does the end of
 * this one.
 */
public final class ChildProcess implements AutoCloseable {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
  private static final List<String> JAVA =
      List.of(
          "-XX:+UseSerialGC",
          "-Djava.awt.headless=true",
          // Else the one of a test that starts it would win.
          "-Dlogback.configurationFile=logback.xml");

  /**
   * How a JVM is started.
   *
   * @param before put before the command
   * @param flags of the JVM
   * @param classPath with the program
   */
  record Launch(List<String> before, List<String> flags, String classPath) {
    static final Launch DEFAULT =
        new Launch(List.of(), LASTING, System.getProperty("java.class.path"));

    /** The program of another release. */
    Launch of(Path libFolder) {
      return new Launch(before, flags, libFolder.toAbsolutePath() + "/*");
    }
  }

  /** For what is killed soon: the JVM compiles quickly rather than well, and starts in half. */
  public static final List<String> BRIEF = List.of("-Xmx512m", "-XX:TieredStopAtLevel=1");

  /** For what runs on. */
  public static final List<String> LASTING = List.of("-Xmx512m");

  private final Process process;
  private final Path log;

  private ChildProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts it with the class path of this JVM.
   *
   * @param folder in which it is started
   * @param out gets standard output at its end
   * @param log gets standard error at its end; may be the same file
   */
  public static ChildProcess start(Path folder, Path out, Path log, List<String> arguments)
      throws IOException {
    return start(folder, out, log, Main.class, arguments);
  }

  /** As above, with a main class of its own. */
  public static ChildProcess start(
      Path folder, Path out, Path log, Class<?> main, List<String> arguments) throws IOException {
    return start(Launch.DEFAULT, folder, out, log, main, arguments);
  }

  /**
   * As above, with the project's main class.
   *
   * @param flags of the JVM: {@link #BRIEF} or {@link #LASTING}
   */
  public static ChildProcess start(
      List<String> flags, Path folder, Path log, List<String> arguments) throws IOException {
    Launch launch = new Launch(List.of(), flags, Launch.DEFAULT.classPath());
    return start(launch, folder, log, log, Main.class, arguments);
  }

  /** As above, started in another way. */
  static ChildProcess start(
      Launch launch, Path folder, Path out, Path log, Class<?> main, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>(launch.before());
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(launch.flags());
    command.addAll(JAVA);
    command.add(main.getName());
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(Redirect.appendTo(out.toFile()))
            .redirectError(Redirect.appendTo(log.toFile()));
    // Not as an argument: ONNX Runtime 1.29 died where the command line is long.
    builder.environment().put("CLASSPATH", launch.classPath());
    return new ChildProcess(endingWithThis(builder.start()), log);
  }

  private static Process endingWithThis(Process process) {
    Thread end = new Thread(process::destroyForcibly, "end of process " + process.pid());
    Runtime.getRuntime().addShutdownHook(end);
    var unused = process.onExit().thenRun(() -> Runtime.getRuntime().removeShutdownHook(end));
    return process;
  }

  /**
   * Waits until it says that it is ready; fails with the end of its log.
   *
   * @param adminPort on which it tells its health
   */
  public void awaitReady(int adminPort, Duration atMost) throws IOException, InterruptedException {
    awaitReady("127.0.0.1", adminPort, atMost);
  }

  /** As above, where it tells its health on another address. */
  void awaitReady(String host, int adminPort, Duration atMost)
      throws IOException, InterruptedException {
    URI ready = URI.create("http://" + host + ":" + adminPort + "/health/ready");
    long end = System.nanoTime() + atMost.toNanos();
    while (System.nanoTime() < end) {
      if (!process.isAlive()) {
        throw new IOException(
            "process ended with " + process.exitValue() + " before it was ready\n" + tail());
      }
      if (answersReady(ready)) {
        return;
      }
      Thread.sleep(100);
    }
    throw new IOException("process was not ready after " + atMost.toSeconds() + " s\n" + tail());
  }

  /** Whether it says that it is ready. */
  public boolean isReady(int adminPort) throws InterruptedException {
    return process.isAlive()
        && answersReady(URI.create("http://127.0.0.1:" + adminPort + "/health/ready"));
  }

  private static boolean answersReady(URI ready) throws InterruptedException {
    try {
      HttpRequest request = HttpRequest.newBuilder(ready).timeout(Duration.ofSeconds(2)).build();
      return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Processor time that it took so far. */
  public Duration cpu() {
    return process.info().totalCpuDuration().orElseThrow();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  public long pid() {
    return process.pid();
  }

  /** SIGKILL. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** SIGSTOP: it lives, but does nothing more. */
  public void freeze() throws IOException, InterruptedException {
    signal("-STOP");
  }

  /** SIGCONT: it goes on as if nothing had been. */
  public void thaw() throws IOException, InterruptedException {
    signal("-CONT");
  }

  private void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", name, Long.toString(process.pid())).start().waitFor();
  }

  /** SIGTERM; returns the exit code. */
  public int stop(Duration atMost) throws InterruptedException, IOException {
    process.destroy();
    return await(atMost);
  }

  /** Waits for its end and returns the exit code; fails, and kills it, if that takes longer. */
  public int await(Duration atMost) throws InterruptedException, IOException {
    if (!process.waitFor(atMost.toSeconds(), TimeUnit.SECONDS)) {
      kill();
      throw new IOException("process did not end within " + atMost.toSeconds() + " s\n" + tail());
    }
    return process.exitValue();
  }

  private String tail() throws IOException {
    List<String> lines = Files.readAllLines(log);
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
  }

  /** When this returns it writes nothing any more. */
  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
