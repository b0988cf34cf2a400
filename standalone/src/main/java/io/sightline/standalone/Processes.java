package io.sightline.standalone;

import io.micrometer.core.instrument.MeterRegistry;
import io.sightline.alerting.AlertingServices;
import io.sightline.clipstore.ClipStore;
import io.sightline.console.ConsoleServices;
import io.sightline.detect.DetectServices;
import io.sightline.ingest.IngestMode;
import io.sightline.ingest.IngestService;
import io.sightline.ingest.IngestSite;
import io.sightline.keys.Encryption;
import io.sightline.retention.RetentionServices;
import io.sightline.runtime.KafkaSettings;
import io.sightline.runtime.Service;
import io.sightline.standalone.config.SightlineConfig;
import io.sightline.standalone.config.StoreConfig;
import io.sightline.standalone.erase.CertificateDocuments;
import io.sightline.standalone.erase.Certificates;
import io.sightline.standalone.prove.Certificate;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.KafkaException;

/**
 * The services of each process: what a subcommand runs alone, and {@code standalone} all together.
 *
 * @param store as it is; stays the caller's to close
 * @param encryption put over the store where media is read or written
 */
public record Processes(
    SightlineConfig config,
    KafkaSettings kafka,
    ClipStore store,
    Encryption encryption,
    MeterRegistry metrics) {

  /** With encryption as configured; its services are to be started before the others. */
  public Processes(
      SightlineConfig config,
      KafkaSettings kafka,
      ClipStore store,
      String process,
      MeterRegistry metrics) {
    this(
        config,
        kafka,
        store,
        Encryption.of(config.encryption(), kafka, process, System.getenv()),
        metrics);
  }

  /** The processes, in the order in which an event flows. */
  public enum Kind {
    INGEST("opens the cameras of a site: motion, frames, clips", true),
    DETECT("finds objects in frames", false),
    ALERTING("decides and delivers", false),
    RETENTION("deletes clips when their time is up", true),
    CONSOLE("serves the page", false);

    private final String about;
    private final boolean changesStore;

    Kind(String about, boolean changesStore) {
      this.about = about;
      this.changesStore = changesStore;
    }

    /** The clip store as this process needs it: only those that write or delete must be able to. */
    public ClipStore open(StoreConfig store) throws IOException {
      return store.openPatiently(changesStore);
    }

    /** Whether it needs keys of media: those that decide and delete do not. */
    public boolean usesMedia() {
      return this == INGEST || this == DETECT || this == CONSOLE;
    }

    /** One line for people. */
    public String about() {
      return about;
    }
  }

  public List<Service> of(Kind kind) throws IOException {
    return switch (kind) {
      case INGEST -> List.of(ingest(IngestMode.live(Clock.systemUTC())));
      case DETECT ->
          DetectServices.create(config.detect(), kafka, readable(), Clock.systemUTC(), metrics);
      case ALERTING ->
          AlertingServices.create(config.alerting(), config.links(), kafka, state(), metrics);
      case RETENTION ->
          RetentionServices.create(
              config.retention(), kafka, store, config.store().capacityBytes(), state(), metrics);
      case CONSOLE ->
          ConsoleServices.create(
              config.console(),
              config.links(),
              kafka,
              readable(),
              this::certificate,
              Clock.systemUTC(),
              metrics);
    };
  }

  private String certificate(String erasureId) throws IOException, InterruptedException {
    Instant now = Clock.systemUTC().instant();
    try {
      Certificate certificate = new Certificates(kafka, store).of(erasureId, now);
      return new CertificateDocuments(kafka, config.retention().ledger())
          .of(certificate, now)
          .text();
    } catch (KafkaException e) {
      throw new IOException("cannot read the topics: " + e.getMessage(), e);
    }
  }

  /** Ingest in another mode than live. */
  public IngestService ingest(IngestMode mode) {
    Path spool = config.data().resolve("spool");
    return new IngestService(
        new IngestSite(config.site(), spool),
        config.ingest(),
        mode,
        kafka,
        store,
        encryption,
        Clock.systemUTC(),
        metrics);
  }

  private ClipStore readable() {
    return encryption.reading(store);
  }

  private Path state() {
    return config.data().resolve("state");
  }
}
