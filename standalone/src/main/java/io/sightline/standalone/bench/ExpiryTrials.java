package io.sightline.standalone.bench;

import io.sightline.avro.Clip;
import io.sightline.runtime.KafkaSettings;
import io.sightline.standalone.expiring.LedgerFollower;
import io.sightline.standalone.expiring.LedgerFollower.Gone;
import io.sightline.standalone.expiring.RetentionChild;
import io.sightline.standalone.expiring.SmallClips;
import io.sightline.standalone.expiring.SmallRecordings;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Lets clips and hours of recordings become due, and waits for their entries in the ledger. */
final class ExpiryTrials {
  private static final Duration LEAD = Duration.ofSeconds(4);
  private static final Duration PATIENCE = Duration.ofMinutes(8);
  private static final Duration LONG_AGO = Duration.ofDays(90);
  private static final long LOOK_MILLIS = 100;

  /** What expiring so many took. */
  record Cost(int count, int kept, double wallSeconds, double cpuSeconds) {
    double perSecond() {
      return count / wallSeconds;
    }

    Map<String, Object> figures() {
      Map<String, Object> figures = new LinkedHashMap<>();
      figures.put("kept", kept);
      figures.put("wall_s", Figures.round(wallSeconds));
      figures.put("cpu_s", Figures.round(cpuSeconds));
      figures.put("expiries_per_second", Math.round(perSecond()));
      return figures;
    }
  }

  private final KafkaSettings kafka;
  private final SmallClips clips;
  private final SmallRecordings recordings;
  private final KeptStock stock;
  private final RetentionChild retention;
  private final InstantSource clock;
  private final Set<String> expected = new HashSet<>();
  private int pieces;
  private int early;
  private int lost;

  ExpiryTrials(
      KafkaSettings kafka,
      SmallClips clips,
      SmallRecordings recordings,
      KeptStock stock,
      RetentionChild retention,
      InstantSource clock) {
    this.kafka = kafka;
    this.clips = clips;
    this.recordings = recordings;
    this.stock = stock;
    this.retention = retention;
    this.clock = clock;
  }

  /** Clips whose deadline is the same moment. */
  Cost atOnce(int count) throws Exception {
    List<Clip> due = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      due.add(clips.write(Instant.EPOCH));
    }
    // Read by then: publishing and reading take a part of a second for each ten thousand.
    Instant deadline = clock.instant().plus(LEAD).plusMillis(count / 5L);
    try (LedgerFollower follower = new LedgerFollower(kafka, clock)) {
      for (Clip clip : due) {
        expected.add(clip.getClipId());
        clips.publish(Clip.newBuilder(clip).setDeadline(deadline).build());
      }
      clips.flush();
      return cost(follower, deadline, count, count);
    }
  }

  /** Whole hours of so many cameras whose deadline is the same moment. */
  Cost hoursAtOnce(int cameras) throws Exception {
    Instant hour = clock.instant().minus(LONG_AGO).truncatedTo(ChronoUnit.HOURS);
    int count = cameras * SmallRecordings.PIECES;
    Instant deadline = clock.instant().plus(LEAD).plusMillis(count);
    try (LedgerFollower follower = new LedgerFollower(kafka, clock)) {
      for (int i = 0; i < cameras; i++) {
        expected.add(recordings.write(KeptStock.camera(i), hour, deadline));
      }
      pieces += count;
      recordings.flush();
      return cost(follower, deadline, cameras, 0);
    }
  }

  private Cost cost(LedgerFollower follower, Instant deadline, int count, int tombstones)
      throws Exception {
    stock.awaitRead(count);
    while (clock.instant().isBefore(deadline)) {
      Thread.sleep(1);
    }
    Duration cpu = retention.cpu();
    List<Gone> gone = await(follower, count, tombstones);
    double wall = seconds(Duration.between(deadline, gone.get(gone.size() - 1).seen()));
    return new Cost(count, stock.clips(), wall, seconds(retention.cpu().minus(cpu)));
  }

  /**
   * P99 of the time from the deadline until the entry can be read.
   *
   * @param rate clips a second
   */
  double steadyLagSeconds(int rate, int secondsLong) throws Exception {
    int count = rate * secondsLong;
    Instant first = clock.instant().plus(LEAD).plusMillis(count / 2L);
    try (LedgerFollower follower = new LedgerFollower(kafka, clock)) {
      for (int i = 0; i < count; i++) {
        Clip clip = clips.write(first.plusNanos(i * 1_000_000_000L / rate));
        expected.add(clip.getClipId());
        clips.publish(clip);
      }
      clips.flush();
      List<Double> lags =
          await(follower, count, count).stream().map(gone -> seconds(gone.lag())).sorted().toList();
      return lags.get((int) (lags.size() * 0.99));
    }
  }

  private List<Gone> await(LedgerFollower follower, int count, int tombstones) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (follower.count() < count || follower.tombstones() < tombstones) {
      if (System.nanoTime() > end) {
        throw new IOException(
            "%d of %d entries and %d of %d tombstones after %s"
                .formatted(follower.count(), count, follower.tombstones(), tombstones, PATIENCE));
      }
      Thread.sleep(LOOK_MILLIS);
    }
    List<Gone> gone = follower.gone();
    for (Gone each : gone) {
      early += each.deleted().isBefore(each.deadline()) ? 1 : 0;
      lost += expected.contains(each.id()) ? 0 : 1;
    }
    return gone;
  }

  /** Clips and hours that were to go. */
  int expected() {
    return expected.size();
  }

  /** Pieces of the hours that were to go. */
  int pieces() {
    return pieces;
  }

  /** Gone before their deadline. */
  int early() {
    return early;
  }

  /** Gone that were not to go. */
  int lost() {
    return lost;
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
