package io.sightline.e2e.command;

import io.sightline.standalone.soak.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A command that has ended.
 *
 * @param code exit code
 * @param out standard output
 * @param log standard error
 */
public record Finished(int code, String out, String log) {
  private static final Duration PATIENCE = Duration.ofMinutes(8);

  /** Runs {@code sightline} with these arguments in the folder, to its end. */
  public static Finished run(Path folder, String... arguments)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile(folder, "out", ".txt");
    Path log = Files.createTempFile(folder, "log", ".txt");
    try (ChildProcess child = ChildProcess.start(folder, out, log, List.of(arguments))) {
      return new Finished(child.await(PATIENCE), Files.readString(out), Files.readString(log));
    }
  }

  /** Lines of standard output. */
  public List<String> lines() {
    return out.lines().toList();
  }
}
