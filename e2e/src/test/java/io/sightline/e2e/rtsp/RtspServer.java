package io.sightline.e2e.rtsp;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sightline.standalone.FreePorts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** GStreamer's RTSP server as a process of its own, which can be killed and frozen. */
final class RtspServer implements AutoCloseable {
  static final String USER = "viewer";

  /** With what an address cannot hold as it is. */
  static final String PASSWORD = "s3cr%t/p@ss?";

  private static final String PYTHON = "/usr/bin/python3";
  private static final String PROBE =
      "import gi; gi.require_version('GstRtspServer', '1.0'); gi.require_version('Gst', '1.0');"
          + " from gi.repository import Gst, GstRtspServer; Gst.init(None);"
          + " assert all(map(Gst.ElementFactory.find,"
          + " ['x264enc', 'x265enc', 'avenc_aac', 'opusenc', 'rtph265pay']))";

  private final List<String> command;
  private final Path log;
  private final int port;
  private Process process;

  private RtspServer(List<String> command, Path log, int port) throws IOException {
    this.command = command;
    this.log = log;
    this.port = port;
    this.process = started();
  }

  /** Skips the test, with the reason, where the server cannot run. */
  static void assumeInstalled() throws IOException, InterruptedException {
    boolean there = Files.isExecutable(Path.of(PYTHON)) && run(PYTHON, "-c", PROBE);
    assumeTrue(
        there,
        "needs Debian's gir1.2-gst-rtsp-server-1.0, python3-gi and"
            + " gstreamer1.0-plugins-{base,good,bad,ugly}, gstreamer1.0-libav");
  }

  static boolean run(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.DISCARD)
            .start();
    return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
  }

  /** On a free port of this host. */
  static RtspServer start(Path folder) throws IOException {
    return start(folder, List.of(), "127.0.0.1", "");
  }

  /**
   * @param prefix put before the command
   * @param certificate PEM file with certificate and key, for RTSPS; empty: without
   */
  static RtspServer start(Path folder, List<String> prefix, String host, String certificate)
      throws IOException {
    Path script = folder.resolve("server.py");
    try (InputStream source = RtspServer.class.getResourceAsStream("/rtsp/server.py")) {
      Files.write(script, Objects.requireNonNull(source).readAllBytes());
    }
    int port = FreePorts.next();
    List<String> command = new ArrayList<>(prefix);
    command.addAll(
        List.of(
            PYTHON, script.toString(), Integer.toString(port), USER, PASSWORD, certificate, host));
    return new RtspServer(command, folder.resolve("rtsp.log"), port);
  }

  private Process started() throws IOException {
    Process server =
        new ProcessBuilder(command).redirectError(Redirect.appendTo(log.toFile())).start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8));
    if (!"ready".equals(out.readLine())) {
      server.destroyForcibly();
      throw new IOException("no RTSP server: " + Files.readString(log));
    }
    return server;
  }

  int port() {
    return port;
  }

  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  void restart() throws IOException {
    process = started();
  }

  void freeze() throws IOException, InterruptedException {
    signal("-STOP");
  }

  void thaw() throws IOException, InterruptedException {
    signal("-CONT");
  }

  private void signal(String name) throws IOException, InterruptedException {
    if (!run("kill", name, Long.toString(process.pid()))) {
      throw new IOException("cannot send " + name);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
