package io.sightline.console;

import io.sightline.avro.Feedback;
import io.sightline.avro.Hold;
import io.sightline.clipstore.crypt.EncryptedClipStore;
import io.sightline.console.http.ConsoleServer;
import io.sightline.console.view.Views;
import io.sightline.runtime.LinksConfig;
import io.sightline.runtime.Secret;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.avro.specific.SpecificRecord;

/** The server on a free port over views that a test fills. */
public final class FakeConsole implements AutoCloseable {
  public static final LinksConfig LINKS =
      new LinksConfig(
          URI.create("https://cams.example"),
          new Secret("a secret of thirty-two characters, at least"),
          Duration.ofDays(1));

  public final MemoryClipStore store = new MemoryClipStore();
  public final MemoryRecordings recordings = new MemoryRecordings();
  public final OneKey keys = new OneKey();
  public final LatestProgress progress = new LatestProgress();
  public final List<Feedback> written = new CopyOnWriteArrayList<>();
  public final List<Hold> held = new CopyOnWriteArrayList<>();
  public volatile boolean brokerAway;
  public final Views views;
  public final ConsoleServer server;

  public FakeConsole() throws Exception {
    this(0, 32);
  }

  public FakeConsole(int port, int openPages) throws Exception {
    ConsoleConfig config =
        new ConsoleConfig("127.0.0.1", port, List.of(), 1_000, 1_000, 1_000, 10, openPages, 120);
    views = ConsoleServices.views(config);
    server =
        new ConsoleServer(
            config,
            LINKS,
            Clock.systemUTC(),
            views,
            new Outside(
                new EncryptedClipStore(store, keys),
                recordings,
                this::certificate,
                this::write,
                this::hold),
            () -> Status.of(views, progress.now()),
            () -> progress.now().caughtUp());
    server.start();
    progress.update(Progress::complete);
  }

  /** As the materialiser does it: into the views, and to the open pages. */
  public void add(SpecificRecord record) {
    views.apply(record).ifPresent(server::tell);
  }

  /** As the topic does it: what is written comes back to everybody. */
  private void write(Feedback feedback) throws IOException {
    if (brokerAway) {
      throw new IOException("no broker");
    }
    written.add(feedback);
    add(feedback);
  }

  private void hold(Hold hold) throws IOException {
    if (brokerAway) {
      throw new IOException("no broker");
    }
    held.add(hold);
    add(hold);
  }

  private String certificate(String erasureId) throws IOException {
    if (brokerAway) {
      throw new IOException("no broker");
    }
    return "{\"erasure\": \"" + erasureId + "\"}";
  }

  public void clipGone(String clipId) {
    views.clipGone(clipId).ifPresent(server::tell);
  }

  @Override
  public void close() {
    server.close();
  }
}
