package io.sightline.console.api;

import io.sightline.avro.Pressure;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How full the clip store is.
 *
 * @param level unmeasured, calm, warning, deleting, held or exhausted
 * @param words for people; empty where nobody has to know
 * @param at when the room was measured
 * @param freeBytes -1 unknown
 * @param fullAt when it will be full; null: not within the days looked ahead
 */
public record StoreJson(
    String level,
    String words,
    Instant at,
    long freeBytes,
    long heldBytes,
    @Nullable Instant fullAt) {

  public static StoreJson of(Pressure pressure) {
    return new StoreJson(
        pressure.getLevel().name().toLowerCase(Locale.ROOT),
        words(pressure),
        pressure.getAt(),
        pressure.getFreeBytes(),
        pressure.getHeldBytes(),
        pressure.getFullAt());
  }

  private static String words(Pressure pressure) {
    String left = "%.1f GiB are left".formatted(pressure.getFreeBytes() / 1024.0 / 1024 / 1024);
    return switch (pressure.getLevel()) {
      case UNKNOWN, UNMEASURED, CALM -> "";
      case WARNING -> "The clip store will be full soon: " + left;
      case DELETING -> "The clip store is full: the oldest goes before its time; " + left;
      case HELD -> "The clip store is full, and what is left is held: " + left;
      case EXHAUSTED -> "The clip store is full, and nothing is left that may go: " + left;
    };
  }
}
