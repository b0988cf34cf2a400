package io.sightline.standalone.command;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * {@code [--from TIME] [--until TIME] [--camera ID]...}: which records, by capture time and camera.
 */
final class CapturedOptions {
  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "Capture time, as 2026-03-02T08:00:00Z. Default: the first record.")
  private @Nullable String from;

  @Option(names = "--until", paramLabel = "TIME", description = "Before this capture time.")
  private @Nullable String until;

  @Option(
      names = "--camera",
      paramLabel = "ID",
      description = "Of this camera; more than once: of these.")
  private Set<String> cameras = Set.of();

  /** Null: from the first record on. */
  @Nullable Instant from() {
    return time("--from", from);
  }

  /** Exclusive; null: to the end. */
  @Nullable Instant until() {
    return time("--until", until);
  }

  /** Empty: all. */
  Set<String> cameras() {
    return cameras;
  }

  private static @Nullable Instant time(String option, @Nullable String text) {
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          option + " " + text + ": expected a time in UTC, as 2026-03-02T08:00:00Z", e);
    }
  }
}
