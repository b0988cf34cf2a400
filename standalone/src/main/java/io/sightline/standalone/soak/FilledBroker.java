package io.sightline.standalone.soak;

import io.sightline.standalone.FreePorts;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * A process of its own whose disk is filled to the last page until it gives up; there is room again
 * when it is started the next time. Its folder has to be a small disk of its own.
 */
public final class FilledBroker implements FlakyBroker {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int PAGE_BYTES = 1 << 12;

  private final SoakSetup setup;
  private final Path ballast;
  private final List<String> arguments;
  private @Nullable ChildProcess running;

  public FilledBroker(SoakSetup setup) throws IOException {
    this.setup = setup;
    this.ballast = setup.brokerFolder().resolve("ballast");
    this.arguments =
        List.of(
            setup.brokerFolder().toString(),
            "127.0.0.1",
            Integer.toString(setup.brokerPort()),
            Integer.toString(setup.adminPort()),
            "1",
            Uuid.randomUuid().toString(),
            "1=127.0.0.1:" + FreePorts.next());
  }

  @Override
  public void start() throws IOException, InterruptedException {
    Files.deleteIfExists(ballast);
    Path log = setup.folder().resolve("broker.log");
    running = ChildProcess.start(setup.folder(), log, log, ClusterNode.class, arguments);
    running.awaitReady(setup.adminPort(), PATIENCE);
  }

  @Override
  public void goAway() throws IOException, InterruptedException {
    ChildProcess broker = running;
    if (broker == null) {
      return;
    }
    long end = System.nanoTime() + PATIENCE.toNanos();
    try (OutputStream out = Files.newOutputStream(ballast)) {
      while (broker.isAlive()) {
        fill(out); // Again, since a broker frees what it no longer needs.
        if (System.nanoTime() > end) {
          throw new IOException(
              "the broker goes on after %d s on a full disk: expected it to give up"
                  .formatted(PATIENCE.toSeconds()));
        }
        Thread.sleep(100);
      }
    }
  }

  private static void fill(OutputStream out) {
    byte[] page = new byte[PAGE_BYTES];
    try {
      while (true) {
        out.write(page);
      }
    } catch (IOException full) {
      // As intended.
    }
  }

  /** Returns when it has let go of its disk. */
  @Override
  public void close() {
    ChildProcess broker = running;
    if (broker != null) {
      try {
        broker.kill();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
