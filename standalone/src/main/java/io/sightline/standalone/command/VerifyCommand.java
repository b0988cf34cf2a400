package io.sightline.standalone.command;

import io.sightline.avro.Hold;
import io.sightline.clipstore.ClipStore;
import io.sightline.retention.LedgerKeys;
import io.sightline.retention.audit.HeldObjects;
import io.sightline.retention.audit.RepairPlan.Limits;
import io.sightline.schemas.Topics;
import io.sightline.standalone.config.SightlineConfig;
import io.sightline.standalone.records.TopicRecords;
import io.sightline.standalone.verify.Outcome;
import io.sightline.standalone.verify.Repair;
import io.sightline.standalone.verify.Verification;
import io.sightline.standalone.verify.Verification.Progress;
import io.sightline.standalone.verify.Verification.Report;
import io.sightline.standalone.verify.Verification.Settings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sightline verify}: 0 if store, topics and ledger agree, 1 if not. */
@Command(
    name = "verify",
    description =
        "Holds the clip store, the topics and the ledger of deletions against each other.",
    mixinStandardHelpOptions = true)
public final class VerifyCommand implements Callable<Integer> {
  /** The topic of recordings keeps its records thirty days, give or take one. */
  private static final Duration RECORDS_KEPT = Duration.ofDays(29);

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ConfigOption config = new ConfigOption();

  @Option(names = "--json", description = "One object instead of a table.")
  private boolean json;

  @Option(
      names = "--sample",
      paramLabel = "PERCENT",
      defaultValue = "1",
      description =
          "Share of clips and recordings that is read again and compared by SHA-256, at least ten."
              + " Default: ${DEFAULT-VALUE}")
  private double sample = 1;

  @Option(
      names = "--grace",
      paramLabel = "MINUTES",
      defaultValue = "15",
      description =
          "What is younger, or due for no longer, may be on its way. Default: ${DEFAULT-VALUE}")
  private int graceMinutes = 15;

  @Option(
      names = "--repair",
      description = "Shows what of it can be put right safely; with --yes does it.")
  private boolean repair;

  @Option(names = "--yes", description = "With --repair: does what it shows.")
  private boolean yes;

  @Option(
      names = "--unknown-age",
      description = "With --repair: objects may go of which nobody can tell how old they are.")
  private boolean unknownAge;

  @Option(
      names = "--scratch",
      paramLabel = "FOLDER",
      description =
          "For files while it runs, about 400 bytes for an object. Default: the system's own"
              + " for such files.")
  private Path scratch = Path.of(System.getProperty("java.io.tmpdir"));

  @Override
  public Integer call() throws Exception {
    if (!(sample >= 0 && sample <= 100)) {
      throw new IllegalArgumentException("--sample " + sample + ": expected 0 to 100");
    }
    if (graceMinutes < 0) {
      throw new IllegalArgumentException("--grace " + graceMinutes + ": expected 0 or more");
    }
    if ((yes || unknownAge) && !repair) {
      throw new IllegalArgumentException(
          (yes ? "--yes" : "--unknown-age") + " alone: expected --repair beside it");
    }
    SightlineConfig loaded = config.load();
    Settings settings =
        new Settings(
            Clock.systemUTC().instant(),
            Duration.ofMinutes(graceMinutes),
            sample,
            loaded.retention().ledger(),
            LedgerKeys.load(loaded.retention().ledger()).trusted());
    if (settings.trusted().isEmpty()) {
      spec.commandLine()
          .getErr()
          .println(
              "no key of the ledger is configured: heads are held against it, signatures are not"
                  + " checked");
    }
    Outcome outcome = new Outcome(look(loaded, settings));
    if (repair) {
      outcome = outcome.planned(limits(loaded, settings));
      if (yes) {
        try (ClipStore store = loaded.store().open()) {
          outcome = outcome.done(new Repair(loaded.runningSettings(), store));
        }
      }
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(json ? outcome.json() : outcome.text());
    out.flush();
    return outcome.isClean() ? 0 : 1;
  }

  private Report look(SightlineConfig loaded, Settings settings) throws Exception {
    try (ClipStore store = loaded.store().openForReading();
        ProgressBar bar = bar()) {
      return new Verification(loaded.runningSettings(), store, settings, scratch).run(shown(bar));
    }
  }

  private Limits limits(SightlineConfig loaded, Settings settings) {
    List<Hold> holds =
        TopicRecords.committed(loaded.runningSettings(), Topics.HOLDS).stream()
            .map(ConsumerRecord::value)
            .filter(Objects::nonNull)
            .toList();
    HeldObjects held = HeldObjects.of(holds, settings.now());
    return new Limits(held, settings.now().minus(RECORDS_KEPT), unknownAge);
  }

  private static Progress shown(ProgressBar bar) {
    return new Progress() {
      @Override
      public void done(int count, int of) {
        bar.maxHint(of).stepTo(count);
      }

      @Override
      public void phase(String what) {
        bar.setExtraMessage(what);
      }
    };
  }

  private static ProgressBar bar() {
    return new ProgressBarBuilder()
        .setTaskName("verify")
        .setInitialMax(1)
        .setStyle(ProgressBarStyle.ASCII)
        .build();
  }
}
