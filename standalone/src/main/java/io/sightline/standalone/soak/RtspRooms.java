package io.sightline.standalone.soak;

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
import org.jspecify.annotations.Nullable;

/** GStreamer's RTSP server with one recording on many addresses, as a process of its own. */
final class RtspRooms implements AutoCloseable {
  private final Process process;
  private final int port;
  private final int addresses;

  private RtspRooms(Process process, int port, int addresses) {
    this.process = process;
    this.port = port;
    this.addresses = addresses;
  }

  /**
   * @param small what the sub-streams are of; null: there are none
   */
  static RtspRooms start(Path folder, Path recording, @Nullable Path small, int addresses)
      throws IOException {
    Path script = folder.resolve("rtsp-rooms.py");
    try (InputStream source = RtspRooms.class.getResourceAsStream("/soak/rtsp-rooms.py")) {
      Files.write(script, Objects.requireNonNull(source).readAllBytes());
    }
    Path log = folder.resolve("rtsp.log");
    List<String> command = new ArrayList<>();
    command.addAll(List.of("/usr/bin/python3", script.toString(), recording.toString()));
    command.add("" + addresses);
    if (small != null) {
      command.add(small.toString());
    }
    Process process =
        new ProcessBuilder(command).redirectError(Redirect.appendTo(log.toFile())).start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String port = out.readLine();
    if (port == null) {
      process.destroyForcibly();
      throw new IOException(
          "no RTSP server: needs Debian's gir1.2-gst-rtsp-server-1.0, python3-gi and"
              + " gstreamer1.0-plugins-{base,good,bad}\n"
              + Files.readString(log));
    }
    return new RtspRooms(process, Integer.parseInt(port), addresses);
  }

  /** Of a camera; each that opens it sees the recording from its beginning. */
  String address(int camera) {
    return "rtsp://127.0.0.1:" + port + "/" + camera % addresses;
  }

  /** Of its sub-stream. */
  String smallAddress(int camera) {
    return "rtsp://127.0.0.1:" + port + "/small/" + camera % addresses;
  }

  long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
