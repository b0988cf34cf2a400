package io.sightline.standalone.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sightline.clipstore.ClipStore;
import io.sightline.retention.LedgerKeys;
import io.sightline.retention.audit.Finding;
import io.sightline.standalone.config.SightlineConfig;
import io.sightline.standalone.topics.Table;
import io.sightline.standalone.verify.Verification;
import io.sightline.standalone.verify.Verification.Report;
import io.sightline.standalone.verify.Verification.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
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

  @Override
  public Integer call() throws Exception {
    if (!(sample >= 0 && sample <= 100)) {
      throw new IllegalArgumentException("--sample " + sample + ": expected 0 to 100");
    }
    if (graceMinutes < 0) {
      throw new IllegalArgumentException("--grace " + graceMinutes + ": expected 0 or more");
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
    Report report;
    try (ClipStore store = loaded.store().openForReading();
        ProgressBar bar = bar()) {
      report =
          new Verification(loaded.runningSettings(), store, settings)
              .run((count, of) -> bar.maxHint(of).stepTo(count));
    }
    print(report);
    return report.findings().isEmpty() ? 0 : 1;
  }

  private static ProgressBar bar() {
    return new ProgressBarBuilder()
        .setTaskName("comparing")
        .setInitialMax(1)
        .setStyle(ProgressBarStyle.ASCII)
        .build();
  }

  private void print(Report report) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(new ObjectMapper().writeValueAsString(report));
    } else {
      if (!report.findings().isEmpty()) {
        Table table = new Table("what", "where", "how");
        for (Finding finding : report.findings()) {
          table.row(
              finding.kind().name().toLowerCase(Locale.ROOT), finding.subject(), finding.what());
        }
        out.print(table);
      }
      out.printf(
          "%d objects, %d clips, %d recordings, %d entries of the ledger; %d objects read again; %d differences%n",
          report.objects(),
          report.clips(),
          report.recordings(),
          report.entries(),
          report.rehashed(),
          report.findings().size());
    }
    out.flush();
  }
}
