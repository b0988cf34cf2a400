package io.sightline.standalone.demo;

import io.sightline.keys.EncryptionConfig;
import io.sightline.runtime.AdminConfig;
import io.sightline.standalone.config.CameraConfig;
import io.sightline.standalone.config.RegistryConfig;
import io.sightline.standalone.config.SightlineConfig;
import io.sightline.standalone.config.SightlineConfig.KafkaConfig;
import io.sightline.standalone.config.StoreConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The configuration of {@code sightline demo}: one camera that plays a file in a loop. */
public final class DemoConfig {
  private DemoConfig() {}

  /**
   * @param video absolute
   * @param model null: the built-in people detector
   * @param consolePort of the page
   * @param folder takes all that is written
   */
  public static SightlineConfig of(
      Path video,
      @Nullable Path model,
      int consolePort,
      Path folder,
      int brokerPort,
      int registryPort) {
    SightlineConfig defaults = SightlineConfig.defaults();
    return new SightlineConfig(
        "demo",
        folder,
        defaults.topics(),
        new KafkaConfig(brokerPort, "", Map.of()),
        RegistryConfig.embedded(registryPort),
        new AdminConfig("127.0.0.1", 0),
        StoreConfig.files(folder.resolve("clips")),
        EncryptionConfig.OFF, // the recording itself lies in the clear
        List.of(CameraConfig.of("demo", video.toString()).looped()),
        defaults.ingest(),
        defaults.detect().withModel(model),
        defaults.alerting(),
        defaults.retention(),
        defaults.console().onPort(consolePort),
        defaults.links(),
        defaults.traces());
  }
}
