package io.sightline.standalone.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sightline.ingest.camera.SourceAddress;
import io.sightline.ingest.media.SourceException;
import io.sightline.ingest.media.SourceOptions;
import io.sightline.ingest.probe.Probe;
import io.sightline.ingest.probe.SourceProbe;
import io.sightline.runtime.ConfigException;
import io.sightline.runtime.ConfigLoader;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topics;
import io.sightline.standalone.cameras.CameraChange;
import io.sightline.standalone.cameras.CameraPublisher;
import io.sightline.standalone.cameras.CameraStatus;
import io.sightline.standalone.config.CameraConfig;
import io.sightline.standalone.config.SightlineConfig;
import io.sightline.standalone.records.TopicRecords;
import io.sightline.standalone.topics.Table;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sightline cameras apply|list|probe|discover}. */
@Command(
    name = "cameras",
    description =
        "Publishes the cameras of the configuration, shows them, tries one or finds some.",
    subcommands = DiscoverCommand.class,
    mixinStandardHelpOptions = true)
public final class CamerasCommand implements Runnable {
  private static final int MOST_SECONDS = 600;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "cameras: expected apply, list, probe or discover");
  }

  @Command(
      name = "apply",
      description =
          "Publishes a new version of each camera that changed; standalone does so at its start.",
      mixinStandardHelpOptions = true)
  int apply(@Mixin ConfigOption config) throws Exception {
    SightlineConfig loaded = config.load();
    try (CameraPublisher publisher =
        new CameraPublisher(
            loaded.runningSettings(), loaded.site(), loaded.cameras(), Clock.systemUTC())) {
      List<CameraChange> changes = publisher.apply();
      changes.forEach(change -> change.lines().forEach(out()::println));
      out().println(loaded.cameras().size() + " cameras, " + changes.size() + " changed");
    }
    return 0;
  }

  @Command(
      name = "list",
      description = "Shows the published cameras, and how they do.",
      mixinStandardHelpOptions = true)
  int list(
      @Mixin ConfigOption config,
      @Option(names = "--json", description = "One object on one line for each.") boolean json)
      throws Exception {
    KafkaSettings kafka = config.load().runningSettings();
    List<CameraStatus> all =
        CameraStatus.of(
            TopicRecords.committed(kafka, Topics.CAMERAS).stream()
                .map(ConsumerRecord::value)
                .toList(),
            TopicRecords.committed(kafka, Topics.HEALTH).stream()
                .map(ConsumerRecord::value)
                .toList(),
            Clock.systemUTC().instant());
    Table table =
        new Table("camera", "version", "site", "state", "analysis", "fps", "gaps", "view", "cause");
    for (CameraStatus each : all) {
      if (json) {
        out().println(new ObjectMapper().writeValueAsString(each));
      }
      table.row(
          each.camera(),
          Integer.toString(each.version()),
          each.site(),
          each.state(),
          each.analysis(),
          String.format(Locale.ROOT, "%.1f", each.fps()),
          Long.toString(each.gaps()),
          each.view(),
          each.cause());
    }
    if (!json) {
      out().print(table);
      out().flush();
    }
    return 0;
  }

  @Command(
      name = "probe",
      description = "Opens a camera, and says what it sends.",
      mixinStandardHelpOptions = true)
  int probe(
      @Parameters(
              paramLabel = "CAMERA",
              description = "An address, a file, or the id of a camera in the configuration.")
          String camera,
      @Option(
              names = {"-c", "--config"},
              paramLabel = "FILE",
              description = "Configuration that names the camera.")
          @Nullable Path config,
      @Option(
              names = "--picture",
              paramLabel = "FILE",
              description = "Where its picture is written, as JPEG.")
          @Nullable Path picture,
      @Option(
              names = "--seconds",
              defaultValue = "6",
              description = "How much of it is looked at. Default: ${DEFAULT-VALUE}")
          int seconds,
      @Option(
              names = "--onvif",
              paramLabel = "ADDRESS",
              description =
                  "Its ONVIF device service, as http://user:password@host/onvif/device_service."
                      + " Default: as in the configuration.")
          @Nullable String onvif,
      @Option(
              names = "--sub",
              description = "Opens its analysis_source instead of its source; needs -c.")
          boolean sub,
      @Option(names = "--json", description = "One object on one line.") boolean json)
      throws ConfigException, IOException, InterruptedException {
    if (seconds < 1 || seconds > MOST_SECONDS) {
      throw new IllegalArgumentException("--seconds " + seconds + ": expected 1 to 600");
    }
    CameraConfig named = config == null ? CameraConfig.of("probed", camera) : named(camera, config);
    if (sub && named.analysisSource().isEmpty()) {
      throw new IllegalArgumentException(
          "--sub: camera '" + camera + "' has no analysis_source, expected one, and -c FILE");
    }
    SourceAddress secrets = new SourceAddress(System.getenv());
    String address = secrets.resolve(sub ? named.analysisSource() : named.source());
    Probe probe;
    try {
      probe =
          new SourceProbe(Clock.systemUTC(), SourceOptions.defaults(), Duration.ofSeconds(seconds))
              .run(address);
    } catch (SourceException e) {
      throw new IOException(e.getMessage(), e);
    }
    if (picture != null) {
      Files.write(picture, probe.jpeg());
    }
    Map<String, @Nullable Object> facts = ProbeLines.facts(probe, picture);
    String device = onvif == null ? named.onvif() : onvif;
    if (!device.isEmpty()) {
      facts.putAll(ProbeLines.onvif(secrets.resolve(device), Clock.systemUTC()));
    }
    out()
        .println(json ? new ObjectMapper().writeValueAsString(facts) : ProbeLines.forPeople(facts));
    return 0;
  }

  private static CameraConfig named(String camera, Path config) throws ConfigException {
    List<CameraConfig> cameras = ConfigLoader.load(config, SightlineConfig.class).cameras();
    return cameras.stream()
        .filter(each -> each.id().equals(camera))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "camera '"
                        + camera
                        + "': expected one of "
                        + cameras.stream().map(CameraConfig::id).toList()
                        + ", or no -c for an address or file"));
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
