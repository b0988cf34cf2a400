package io.sightline.standalone.bench;

import io.sightline.avro.Clip;
import io.sightline.clipstore.FilesClipStore;
import io.sightline.retention.RetentionServices;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topics;
import io.sightline.standalone.expiring.LedgerFollower;
import io.sightline.standalone.expiring.LedgerFollower.Gone;
import io.sightline.standalone.expiring.RetentionChild;
import io.sightline.standalone.expiring.SmallClips;
import io.sightline.standalone.scripted.Platform;
import io.sightline.standalone.soak.GroupProgress;
import io.sightline.standalone.verify.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import me.tongfei.progressbar.ProgressBar;

/**
 * {@code bench retention}: clips that are due at once, and one after the other, among few and among
 * many that are kept; embedded broker, files on this disk, retention as a process of its own.
 */
public final class RetentionBench implements AutoCloseable {
  private static final int PARTITIONS = 4;
  private static final Duration LEAD = Duration.ofSeconds(4);
  private static final Duration PATIENCE = Duration.ofMinutes(8);
  private static final long LOOK_MILLIS = 100;

  /**
   * @param clips that expire in each trial
   * @param kept how many others there are, one trial for each, growing
   * @param burst due at once in the end, besides; 0: none
   * @param rate a second that are due while lag is measured
   * @param steadySeconds for how long
   * @param folder in which one for the run is made, and deleted in the end
   */
  public record Settings(
      int clips, List<Integer> kept, int burst, int rate, int steadySeconds, Path folder) {
    public Settings {
      kept = List.copyOf(kept);
      if (clips < 1 || burst < 0 || rate < 1 || steadySeconds < 1) {
        throw new IllegalArgumentException(
            "--clips %d, --burst %d, --rate %d, --seconds %d: expected 1 or more, a burst 0 or more"
                .formatted(clips, burst, rate, steadySeconds));
      }
      if (kept.isEmpty() || !kept.equals(kept.stream().sorted().toList()) || kept.get(0) < 0) {
        throw new IllegalArgumentException(
            "--kept " + kept + ": expected one number or more, growing, from 0 on");
      }
    }
  }

  /** What expiring so many took. */
  private record Cost(int kept, double wallSeconds, double cpuSeconds, double perSecond) {
    Map<String, Object> figures() {
      Map<String, Object> figures = new LinkedHashMap<>();
      figures.put("kept", kept);
      figures.put("wall_s", round(wallSeconds));
      figures.put("cpu_s", round(cpuSeconds));
      figures.put("expiries_per_second", Math.round(perSecond));
      return figures;
    }
  }

  private final Settings settings;
  private final ScratchFolder scratch;
  private final Path folder;
  private final Path store;
  private final InstantSource clock;
  private final ProgressBar progress;
  private final Set<String> expected = new HashSet<>();
  private long residentMb;
  private int early;
  private int lost;
  private int kept;

  /**
   * @param progress steps as far as the bench has come
   */
  public RetentionBench(Settings settings, InstantSource clock, ProgressBar progress)
      throws IOException {
    this.settings = settings;
    this.clock = clock;
    this.progress = progress;
    this.scratch = new ScratchFolder(settings.folder());
    this.folder = scratch.path();
    this.store = Files.createDirectories(folder.resolve("clips"));
    progress.maxHint(4L + settings.kept().size() * 2L + (settings.burst() > 0 ? 1 : 0));
  }

  /** Returns the figures by name, in the order in which they are to be told. */
  public Map<String, Object> run() throws Exception {
    say("broker");
    try (Platform platform = new Platform(folder.resolve("broker"), PARTITIONS);
        SmallClips clips = new SmallClips(platform.kafka(), store, clock.instant());
        RetentionChild retention =
            new RetentionChild(folder, store, platform.kafka(), "retention", "{}")) {
      retention.awaitReady();
      say("warming up");
      dueAtOnce(platform.kafka(), clips, retention, settings.clips());
      List<Cost> costs = new ArrayList<>();
      for (int wanted : settings.kept()) {
        say("storing until " + wanted + " are kept");
        keep(platform.kafka(), clips, wanted);
        say(settings.clips() + " expire among " + wanted);
        costs.add(dueAtOnce(platform.kafka(), clips, retention, settings.clips()));
      }
      say("one after the other");
      double lag = steady(platform.kafka(), clips, retention);
      Map<String, Object> figures = new LinkedHashMap<>();
      figures.put("lag_p99_s", round(lag));
      tell(costs, figures);
      if (settings.burst() > 0) {
        say(settings.burst() + " at once");
        figures.put(
            "burst", dueAtOnce(platform.kafka(), clips, retention, settings.burst()).figures());
      }
      figures.put("rss_mb", residentMb);
      say("verify");
      verify(platform.kafka(), figures);
      figures.put("lost", lost);
      figures.put("early", early);
      Map<String, Object> host = new LinkedHashMap<>();
      host.put("partitions", PARTITIONS);
      host.put("load", Host.load());
      Host.describe(host);
      figures.put("host", host);
      return figures;
    }
  }

  private static void tell(List<Cost> costs, Map<String, Object> figures) {
    Cost small = costs.get(0);
    Cost large = costs.get(costs.size() - 1);
    figures.put("expiries_per_second", Math.round(large.perSecond()));
    figures.put("cost_ratio_large_vs_small", round(large.wallSeconds() / small.wallSeconds()));
    figures.put("cpu_ratio_large_vs_small", round(large.cpuSeconds() / small.cpuSeconds()));
    figures.put("trials", costs.stream().map(Cost::figures).toList());
  }

  /** Deadlines spread over the next thirty days, none of them within this run. */
  private void keep(KafkaSettings kafka, SmallClips clips, int wanted) throws Exception {
    Instant first = clock.instant().plus(Duration.ofDays(1));
    for (; kept < wanted; kept++) {
      clips.publish(clips.write(first.plusSeconds(2L * kept)));
    }
    clips.flush();
    awaitRead(kafka);
  }

  private Cost dueAtOnce(KafkaSettings kafka, SmallClips clips, RetentionChild retention, int count)
      throws Exception {
    List<Clip> due = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      due.add(clips.write(Instant.EPOCH));
    }
    // Read by then: publishing takes a part of a second for each ten thousand.
    Instant deadline = clock.instant().plus(LEAD).plusMillis(count / 10L);
    try (LedgerFollower follower = new LedgerFollower(kafka, clock)) {
      for (Clip clip : due) {
        expected.add(clip.getClipId());
        clips.publish(Clip.newBuilder(clip).setDeadline(deadline).build());
      }
      clips.flush();
      awaitRead(kafka);
      while (clock.instant().isBefore(deadline)) {
        Thread.sleep(1);
      }
      Duration cpu = retention.cpu();
      List<Gone> gone = await(follower, count, retention);
      double wall = seconds(Duration.between(deadline, gone.get(gone.size() - 1).seen()));
      return new Cost(kept, wall, seconds(retention.cpu().minus(cpu)), count / wall);
    }
  }

  /** P99 of the time from the deadline until the entry can be read. */
  private double steady(KafkaSettings kafka, SmallClips clips, RetentionChild retention)
      throws Exception {
    int count = settings.rate() * settings.steadySeconds();
    Instant first = clock.instant().plus(LEAD).plusMillis(count / 2L);
    try (LedgerFollower follower = new LedgerFollower(kafka, clock)) {
      for (int i = 0; i < count; i++) {
        Clip clip = clips.write(first.plusNanos(i * 1_000_000_000L / settings.rate()));
        expected.add(clip.getClipId());
        clips.publish(clip);
      }
      clips.flush();
      List<Double> lags =
          await(follower, count, retention).stream()
              .map(gone -> seconds(gone.lag()))
              .sorted()
              .toList();
      return lags.get((int) (lags.size() * 0.99));
    }
  }

  private List<Gone> await(LedgerFollower follower, int count, RetentionChild retention)
      throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (follower.count() < count || follower.tombstones() < count) {
      if (System.nanoTime() > end) {
        throw new IOException(
            "%d of %d entries and %d tombstones after %s; see %s"
                .formatted(follower.count(), count, follower.tombstones(), PATIENCE, folder));
      }
      residentMb = Math.max(residentMb, retention.residentMb());
      Thread.sleep(LOOK_MILLIS);
    }
    List<Gone> gone = follower.gone();
    for (Gone each : gone) {
      early += each.deleted().isBefore(each.deadline()) ? 1 : 0;
      lost += expected.contains(each.id()) ? 0 : 1;
    }
    return gone;
  }

  private static void awaitRead(KafkaSettings kafka) throws Exception {
    try (GroupProgress progress = new GroupProgress(kafka)) {
      progress.awaitRead(RetentionServices.RETENTION, Topics.CLIPS, PATIENCE);
    }
  }

  /** Everything that was to go is gone, everything else is there, and the ledger says so. */
  private void verify(KafkaSettings kafka, Map<String, Object> figures) throws Exception {
    long began = System.nanoTime();
    try (FilesClipStore files = FilesClipStore.forReading(store)) {
      Verification.Settings look =
          new Verification.Settings(clock.instant(), Duration.ofMinutes(15), 1);
      Verification.Report report = new Verification(kafka, files, look).run((count, of) -> {});
      double took = (System.nanoTime() - began) / 1e9;
      figures.put("verify_objects_per_second", Math.round(report.objects() / took));
      figures.put("verify_s", round(took));
      figures.put("verify_objects", report.objects());
      figures.put("verify_entries", report.entries());
      figures.put("verify_findings", report.findings().size());
      lost += Math.abs(kept - report.clips()) + Math.abs(expected.size() - report.entries());
    }
  }

  private static double round(double value) {
    return Math.round(value * 1000) / 1000.0;
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }

  private void say(String what) {
    progress.setExtraMessage(what);
    progress.step();
  }

  /** Deletes what was written. */
  @Override
  public void close() throws IOException {
    scratch.close();
  }
}
