package io.sightline.standalone.bench;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs programs and measures the processor time that they took. */
final class Tool {
  private static final int CHILDREN_USER = 15;
  private static final int CHILDREN_SYSTEM = 16;
  private static final long TICK_MILLIS = 10;
  private static final int LOG_LINES = 12;

  /** Writes what a program reads from its standard input. */
  interface Input {
    void write(OutputStream out) throws IOException;
  }

  /**
   * @param cpuMillis user and system
   * @param out standard output
   */
  record Done(long cpuMillis, String out) {}

  private final Path folder;
  private final Map<String, String> environment;

  Tool(Path folder, Map<String, String> environment) {
    this.folder = folder;
    this.environment = Map.copyOf(environment);
  }

  static boolean exists(String program) {
    for (String path : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
      if (Files.isExecutable(Path.of(path).resolve(program))) {
        return true;
      }
    }
    return false;
  }

  /** Runs it to its end; fails with the end of its standard error. */
  Done run(List<String> command, Input input) throws IOException, InterruptedException {
    long before = childrenCpuMillis();
    Process process = start(command);
    try (OutputStream in = process.getOutputStream()) {
      input.write(in);
    } catch (IOException closed) {
      // The exit code and its own words tell why.
    }
    String out = Files.readString(await(process, command));
    return new Done(childrenCpuMillis() - before, out);
  }

  Done run(List<String> command) throws IOException, InterruptedException {
    return run(command, out -> {});
  }

  /** Runs all of them at the same time; returns the processor time of all, milliseconds. */
  long runAtOnce(List<List<String>> commands) throws IOException, InterruptedException {
    long before = childrenCpuMillis();
    List<Process> processes = new ArrayList<>();
    try {
      for (List<String> command : commands) {
        processes.add(start(command));
      }
      for (int i = 0; i < processes.size(); i++) {
        await(processes.get(i), commands.get(i));
      }
    } finally {
      processes.forEach(Process::destroyForcibly);
    }
    return childrenCpuMillis() - before;
  }

  /** Lets it run for a time, then ends it. */
  Done runFor(List<String> command, long seconds) throws IOException, InterruptedException {
    long before = childrenCpuMillis();
    Process process = start(command);
    if (process.waitFor(seconds, TimeUnit.SECONDS)) {
      throw new IOException(command.get(0) + " ended by itself\n" + tail());
    }
    process.destroy();
    process.waitFor();
    return new Done(childrenCpuMillis() - before, "");
  }

  private Process start(List<String> command) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(Redirect.to(folder.resolve("out.txt").toFile()))
            .redirectError(Redirect.to(log().toFile()));
    builder.environment().putAll(environment);
    return builder.start();
  }

  private Path await(Process process, List<String> command)
      throws IOException, InterruptedException {
    try {
      int code = process.waitFor();
      if (code != 0) {
        throw new IOException(command.get(0) + " ended with " + code + "\n" + tail());
      }
      return folder.resolve("out.txt");
    } finally {
      process.destroyForcibly();
    }
  }

  private Path log() {
    return folder.resolve("log.txt");
  }

  private String tail() throws IOException {
    List<String> lines = Files.readAllLines(log(), StandardCharsets.ISO_8859_1);
    return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
  }

  /** Of all children of this process that have ended. */
  private static long childrenCpuMillis() throws IOException {
    String stat = Files.readString(Path.of("/proc/self/stat"), StandardCharsets.ISO_8859_1);
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    long user = Long.parseLong(fields[CHILDREN_USER - 2]);
    long system = Long.parseLong(fields[CHILDREN_SYSTEM - 2]);
    return (user + system) * TICK_MILLIS;
  }
}
