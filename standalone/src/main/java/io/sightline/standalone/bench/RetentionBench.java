package io.sightline.standalone.bench;

import io.sightline.standalone.bench.ExpiryTrials.Cost;
import io.sightline.standalone.expiring.RetentionChild;
import io.sightline.standalone.expiring.SmallClips;
import io.sightline.standalone.expiring.SmallRecordings;
import io.sightline.standalone.scripted.Platform;
import io.sightline.standalone.soak.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import me.tongfei.progressbar.ProgressBar;

/**
 * {@code bench retention}: clips that are due at once, and one after the other, among few and among
 * many that are kept, beside recordings or not; embedded broker, files on this disk, retention as a
 * process of its own, and {@code verify} as another.
 */
public final class RetentionBench implements AutoCloseable {
  private static final int PARTITIONS = 4;

  /**
   * @param clips that expire in each trial
   * @param kept how many others there are, one trial for each, growing
   * @param recordedCameras of which there are recordings besides; 0: none
   * @param recordedDays how far back they reach
   * @param burst due at once in the end, besides; 0: none
   * @param rate a second that are due while lag is measured
   * @param steadySeconds for how long
   * @param folder in which one for the run is made, and deleted in the end
   */
  public record Settings(
      int clips,
      List<Integer> kept,
      int recordedCameras,
      int recordedDays,
      int burst,
      int rate,
      int steadySeconds,
      Path folder) {
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
      if (recordedCameras < 0 || recordedCameras > 999 || recordedDays < 1 || recordedDays > 30) {
        throw new IllegalArgumentException(
            "--recorded-cameras %d, --recorded-days %d: expected 0 to 999 and 1 to 30"
                .formatted(recordedCameras, recordedDays));
      }
    }
  }

  private final Settings settings;
  private final ScratchFolder scratch;
  private final Path folder;
  private final Path store;
  private final InstantSource clock;
  private final ProgressBar progress;

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
    progress.maxHint(
        4L
            + settings.kept().size() * 2L
            + (settings.burst() > 0 ? 1 : 0)
            + (settings.recordedCameras() > 0 ? 2 : 0));
  }

  /** Returns the figures by name, in the order in which they are to be told. */
  public Map<String, Object> run() throws Exception {
    say("broker");
    try (Platform platform = new Platform(folder.resolve("broker"), PARTITIONS);
        SmallClips clips = new SmallClips(platform.kafka(), store, clock.instant());
        SmallRecordings recordings = new SmallRecordings(platform.kafka(), store);
        RetentionChild retention =
            new RetentionChild(
                folder, store, platform.kafka(), "retention", "{}", ChildProcess.LASTING)) {
      retention.awaitReady();
      KeptStock stock = new KeptStock(platform.kafka(), clips, recordings);
      ExpiryTrials trials =
          new ExpiryTrials(platform.kafka(), clips, recordings, stock, retention, clock);
      Map<String, Object> figures = figures(stock, trials);
      figures.put("rss_mb", retention.peakMb());
      say("verify");
      int lost = verify(retention, stock, trials, figures);
      figures.put("lost", lost + trials.lost());
      figures.put("early", trials.early());
      Map<String, Object> host = new LinkedHashMap<>();
      host.put("partitions", PARTITIONS);
      host.put("load", Host.load());
      Host.describe(host);
      figures.put("host", host);
      return figures;
    }
  }

  private Map<String, Object> figures(KeptStock stock, ExpiryTrials trials) throws Exception {
    int cameras = settings.recordedCameras();
    say("warming up");
    trials.atOnce(settings.clips());
    if (cameras > 0) {
      say("storing %d days of %d cameras".formatted(settings.recordedDays(), cameras));
      stock.keepRecordings(clock.instant(), cameras, settings.recordedDays());
    }
    List<Cost> costs = new ArrayList<>();
    for (int wanted : settings.kept()) {
      say("storing until " + wanted + " are kept");
      stock.keepClips(clock.instant(), wanted);
      say(settings.clips() + " expire among " + wanted);
      costs.add(trials.atOnce(settings.clips()));
      progress.setExtraMessage("%.1f s".formatted(costs.get(costs.size() - 1).wallSeconds()));
    }
    say("one after the other");
    double lag = trials.steadyLagSeconds(settings.rate(), settings.steadySeconds());
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("lag_p99_s", Figures.round(lag));
    tell(costs, figures);
    if (settings.burst() > 0) {
      say(settings.burst() + " at once");
      figures.put("burst", trials.atOnce(settings.burst()).figures());
    }
    if (cameras > 0) {
      say("an hour of " + cameras + " cameras");
      Cost hours = trials.hoursAtOnce(cameras);
      Map<String, Object> told = new LinkedHashMap<>();
      told.put("hours", hours.count());
      told.put("pieces", trials.pieces());
      told.put("kept_pieces", stock.pieces());
      told.put("wall_s", Figures.round(hours.wallSeconds()));
      told.put("cpu_s", Figures.round(hours.cpuSeconds()));
      told.put("pieces_per_second", Math.round(trials.pieces() / hours.wallSeconds()));
      figures.put("recordings", told);
    }
    return figures;
  }

  private static void tell(List<Cost> costs, Map<String, Object> figures) {
    Cost small = costs.get(0);
    Cost large = costs.get(costs.size() - 1);
    figures.put("expiries_per_second", Math.round(large.perSecond()));
    figures.put(
        "cost_ratio_large_vs_small", Figures.round(large.wallSeconds() / small.wallSeconds()));
    figures.put("cpu_ratio_large_vs_small", Figures.round(large.cpuSeconds() / small.cpuSeconds()));
    figures.put("trials", costs.stream().map(Cost::figures).toList());
  }

  /**
   * Everything that was to go is gone, everything else is there, and the ledger says so. Returns
   * how many are not.
   */
  private int verify(
      RetentionChild retention, KeptStock stock, ExpiryTrials trials, Map<String, Object> figures)
      throws IOException, InterruptedException {
    VerifyRun run = VerifyRun.of(folder, retention.config());
    int objects = run.count("objects");
    figures.put("verify_objects_per_second", Math.round(objects / run.seconds()));
    figures.put("verify_s", Figures.round(run.seconds()));
    figures.put("verify_rss_mb", run.peakMb());
    figures.put("verify_objects", objects);
    figures.put("verify_entries", run.count("entries"));
    figures.put("verify_findings", run.report().path("findings").size());
    // Pieces that are gone are still on their topic.
    return Math.abs(stock.clips() - run.count("clips"))
        + Math.abs(stock.pieces() + trials.pieces() - run.count("recordings"))
        + Math.abs(trials.expected() - run.count("entries"));
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
