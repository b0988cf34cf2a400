package io.sightline.retention;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How clips are kept and deleted; whatever is absent has a default.
 *
 * @param keepFor how long clips are kept whose camera version nobody knows; 30d
 * @param checkEvery how often due clips are looked for; 1s
 * @param batchClips most clips handled in one look at a partition; 2500
 * @param cameraGrace how long to wait for the camera version of a clip; 1m
 * @param orderTimeout an order without an answer is given again after this; 10m
 * @param retryAfter wait after the first failed deletion, doubles each time; 30s
 * @param retryAtMost longest such wait; 1h
 * @param rememberFor how long the id of a deleted clip is remembered, so that a late record cannot
 *     bring it back; 7d
 * @param sweepClips most clips looked at in one look for a request that concerns many, such as a
 *     hold of a span; 2000
 * @param ledger how the ledger is signed
 * @param pressure what happens when the clip store gets full
 * @param clockStep a wall clock that leaps further is not believed: nothing more falls due until
 *     somebody says that it is right; 1d
 * @param policy what is kept how long; published as a new version where it changed; null: as the
 *     cameras say
 */
public record RetentionConfig(
    Duration keepFor,
    Duration checkEvery,
    Integer batchClips,
    Duration cameraGrace,
    Duration orderTimeout,
    Duration retryAfter,
    Duration retryAtMost,
    Duration rememberFor,
    Integer sweepClips,
    LedgerConfig ledger,
    PressureConfig pressure,
    Duration clockStep,
    @Nullable PolicyConfig policy) {

  public static final RetentionConfig DEFAULT =
      new RetentionConfig(
          Duration.ofDays(30),
          Duration.ofSeconds(1),
          2500,
          Duration.ofMinutes(1),
          Duration.ofMinutes(10),
          Duration.ofSeconds(30),
          Duration.ofHours(1),
          Duration.ofDays(7),
          2000,
          LedgerConfig.DEFAULT,
          PressureConfig.DEFAULT,
          Duration.ofDays(1),
          null);

  public RetentionConfig {
    keepFor = positive("keep_for", keepFor, Duration.ofDays(30));
    checkEvery = positive("check_every", checkEvery, Duration.ofSeconds(1));
    batchClips = batchClips == null ? 2500 : batchClips;
    cameraGrace = positive("camera_grace", cameraGrace, Duration.ofMinutes(1));
    orderTimeout = positive("order_timeout", orderTimeout, Duration.ofMinutes(10));
    retryAfter = positive("retry_after", retryAfter, Duration.ofSeconds(30));
    retryAtMost = positive("retry_at_most", retryAtMost, Duration.ofHours(1));
    rememberFor = positive("remember_for", rememberFor, Duration.ofDays(7));
    ledger = ledger == null ? LedgerConfig.DEFAULT : ledger;
    pressure = pressure == null ? PressureConfig.DEFAULT : pressure;
    sweepClips = sweepClips == null ? 2000 : sweepClips;
    clockStep = positive("clock_step", clockStep, Duration.ofDays(1));
    atLeastOne("batch_clips", batchClips);
    atLeastOne("sweep_clips", sweepClips);
  }

  /** The same, with another bound on how far the wall clock may leap. */
  public RetentionConfig withClockStep(Duration step) {
    return new RetentionConfig(
        keepFor,
        checkEvery,
        batchClips,
        cameraGrace,
        orderTimeout,
        retryAfter,
        retryAtMost,
        rememberFor,
        sweepClips,
        ledger,
        pressure,
        step,
        policy);
  }

  private static void atLeastOne(String key, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(key + " " + value + ": expected 1 or more");
    }
  }

  private static Duration positive(String key, Duration value, Duration otherwise) {
    if (value == null) {
      return otherwise;
    }
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(key + " " + value + ": expected more than 0");
    }
    return value;
  }

  /** The same, when the store gets full. */
  public RetentionConfig withPressure(PressureConfig other) {
    return new RetentionConfig(
        keepFor,
        checkEvery,
        batchClips,
        cameraGrace,
        orderTimeout,
        retryAfter,
        retryAtMost,
        rememberFor,
        sweepClips,
        ledger,
        other,
        clockStep,
        policy);
  }

  /** The wait after this many failed attempts. */
  Duration backoff(int attempts) {
    Duration wait = retryAfter.multipliedBy(1L << Math.min(Math.max(attempts - 1, 0), 20));
    return wait.compareTo(retryAtMost) < 0 ? wait : retryAtMost;
  }
}
