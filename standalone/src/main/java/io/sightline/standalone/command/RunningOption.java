package io.sightline.standalone.command;

import io.sightline.runtime.ConfigException;
import io.sightline.runtime.KafkaSettings;
import io.sightline.standalone.config.SightlineConfig;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** {@code [-c FILE]} of a command that asks a running system; its subcommands have it, too. */
final class RunningOption {
  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "Configuration in YAML; without it standalone with its defaults is asked.")
  private @Nullable Path file;

  /** Empty if none was named. */
  Optional<Path> file() {
    return Optional.ofNullable(file);
  }

  SightlineConfig load() throws ConfigException {
    return ConfigOption.loadOrDefaults(file);
  }

  /** How the running system is reached. */
  KafkaSettings settings() throws ConfigException {
    return load().runningSettings();
  }
}
