package io.sightline.alerting.delivery.channel;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** Debian's Mosquitto, on a free port, with a user and a password. */
final class Mosquitto implements AutoCloseable {
  static final String USER = "sightline";
  static final String PASSWORD = "p:a ss%wörd";

  private final Path folder;
  private final Path program;
  private final int port;
  private Process process;

  private Mosquitto(Path folder, Path program) throws Exception {
    this.folder = folder;
    this.program = program;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
  }

  /** Skips the test where Mosquitto is not installed. */
  static Mosquitto start(Path folder) throws Exception {
    Path program = find("mosquitto");
    Path passwords = find("mosquitto_passwd");
    assumeTrue(
        program != null && passwords != null,
        "SKIPPED: no mosquitto on this machine (Debian package mosquitto): MQTT is not tested");
    Mosquitto broker = new Mosquitto(folder, program);
    Path file = folder.resolve("passwords");
    Files.createFile(file);
    run(List.of(passwords.toString(), "-b", file.toString(), USER, PASSWORD));
    Files.writeString(
        folder.resolve("mosquitto.conf"),
        """
        listener %d 127.0.0.1
        allow_anonymous false
        password_file %s
        user root
        """
            .formatted(broker.port, file));
    broker.up();
    return broker;
  }

  private static Path find(String name) {
    return Stream.concat(
            Stream.of(System.getenv("PATH").split(":")), Stream.of("/usr/sbin", "/usr/local/sbin"))
        .map(dir -> Path.of(dir, name))
        .filter(Files::isExecutable)
        .findFirst()
        .orElse(null);
  }

  private static void run(List<String> command) throws Exception {
    Process process = new ProcessBuilder(command).inheritIO().start();
    if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IllegalStateException("failed: " + command.get(0));
    }
  }

  int port() {
    return port;
  }

  void up() throws Exception {
    List<String> command = new ArrayList<>(List.of(program.toString(), "-c"));
    command.add(folder.resolve("mosquitto.conf").toString());
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("mosquitto.log").toFile())
            .start();
    Awaitility.await().atMost(30, TimeUnit.SECONDS).until(this::answers);
  }

  private boolean answers() {
    try (Socket ignored = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  void down() throws Exception {
    process.destroyForcibly();
    process.waitFor(10, TimeUnit.SECONDS);
  }

  /**
   * By Mosquitto's own client, as {@code topic message} lines: what is retained now, and what comes
   * until so many have come.
   */
  Process subscribe(String filter, int messages) throws Exception {
    return new ProcessBuilder(
            "mosquitto_sub",
            "-h",
            "127.0.0.1",
            "-p",
            Integer.toString(port),
            "-u",
            USER,
            "-P",
            PASSWORD,
            "-q",
            "1",
            "-t",
            filter,
            "-F",
            "%r %t %p",
            "-C",
            Integer.toString(messages),
            "-W",
            "30")
        .redirectErrorStream(true)
        .start();
  }

  @Override
  public void close() throws Exception {
    down();
  }
}
