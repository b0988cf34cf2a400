package io.sightline.standalone.command;

import io.sightline.runtime.ConfigException;
import io.sightline.runtime.ConfigLoader;
import io.sightline.standalone.config.SightlineConfig;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
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

  /** All defaults where no file is named. */
  static SightlineConfig loadOrDefaults(@Nullable Path file) throws ConfigException {
    return file == null ? SightlineConfig.defaults() : load(file);
  }

  static SightlineConfig load(Path file) throws ConfigException {
    return ConfigLoader.load(file, SightlineConfig.class);
  }
}
