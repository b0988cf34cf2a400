package io.sightline.standalone.command;

import io.sightline.runtime.ConfigException;
import io.sightline.runtime.ConfigLoader;
import io.sightline.standalone.config.SightlineConfig;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** {@code -c FILE}. */
final class ConfigOption {
  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      required = true,
      description = "Configuration in YAML; docs/reference/configuration.md names every key.")
  private Path file = Path.of("sightline.yaml");

  SightlineConfig load() throws ConfigException {
    return load(file);
  }

  static SightlineConfig load(Path file) throws ConfigException {
    return ConfigLoader.load(file, SightlineConfig.class);
  }
}
