package io.sightline.retention;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.sightline.avro.Pressure;
import io.sightline.avro.PressureLevel;
import io.sightline.runtime.Health;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The newest word of how full the store is, for health and metrics of the process whose task
 * reckons it; of any other process it knows nothing.
 */
public final class Outlook {
  private static final double NOT_KNOWN = Double.NaN;

  private final AtomicReference<@Nullable Pressure> newest = new AtomicReference<>();

  /** Measured as soon as there is something to tell. */
  public Outlook(MeterRegistry metrics) {
    gauge(metrics, "sightline.store.free_bytes", Pressure::getFreeBytes);
    gauge(metrics, "sightline.store.used_bytes", Pressure::getUsedBytes);
    gauge(metrics, "sightline.store.held_bytes", Pressure::getHeldBytes);
    gauge(metrics, "sightline.store.going_bytes", Pressure::getGoingBytes);
    gauge(metrics, "sightline.store.full_in_seconds", Outlook::fullInSeconds);
    gauge(metrics, "sightline.store.pressure_alarm", p -> isAlarm(p) ? 1 : 0);
  }

  private void gauge(MeterRegistry metrics, String name, ToDoubleFunction<Pressure> value) {
    Gauge.builder(name, newest, known -> of(known.get(), value)).register(metrics);
  }

  private static double of(@Nullable Pressure known, ToDoubleFunction<Pressure> value) {
    return known == null ? NOT_KNOWN : value.applyAsDouble(known);
  }

  /** Counted from the measurement; endless where the forecast sees no end. */
  private static double fullInSeconds(Pressure pressure) {
    return pressure.getFullAt() == null
        ? Double.POSITIVE_INFINITY
        : Math.max(0, Duration.between(pressure.getAt(), pressure.getFullAt()).toSeconds());
  }

  static boolean isAlarm(Pressure pressure) {
    return pressure.getLevel() == PressureLevel.HELD
        || pressure.getLevel() == PressureLevel.EXHAUSTED;
  }

  void tell(Pressure pressure) {
    newest.set(pressure);
  }

  Health health() {
    Pressure pressure = newest.get();
    if (pressure == null) {
      return Health.up();
    }
    String words = words(pressure);
    // A process that is degraded is not ready: only what somebody has to act upon makes it so.
    return isAlarm(pressure) ? Health.degraded(words) : Health.up(words);
  }

  /** One line for people. */
  public static String words(Pressure pressure) {
    String free = mib(pressure.getFreeBytes()) + " MiB are free";
    return switch (pressure.getLevel()) {
      case UNKNOWN, UNMEASURED -> "how much room the clip store has is not known";
      case CALM -> free;
      case WARNING -> free + "; the clip store will be full at " + pressure.getFullAt();
      case DELETING ->
          free
              + ", less than "
              + mib(pressure.getLowWaterBytes())
              + " MiB were: media goes before its time until it is "
              + mib(pressure.getHighWaterBytes())
              + " MiB";
      case HELD ->
          free
              + ", and "
              + mib(pressure.getHeldBytes())
              + " MiB are held: nothing is left that may go before its time";
      case EXHAUSTED -> free + ", and nothing is left that may go before its time";
    };
  }

  private static long mib(long bytes) {
    return bytes >> 20;
  }
}
