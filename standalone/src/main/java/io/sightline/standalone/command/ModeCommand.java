package io.sightline.standalone.command;

import io.sightline.avro.Mode;
import io.sightline.avro.SiteMode;
import io.sightline.ingest.IngestSite;
import io.sightline.standalone.config.SightlineConfig;
import io.sightline.standalone.mode.SiteModes;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sightline mode}: shows what a site is set to, or sets it. */
@Command(
    name = "mode",
    description = "Sets a site to home, away or privacy; without MODE shows what it is set to.",
    mixinStandardHelpOptions = true)
public final class ModeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      arity = "0..1",
      paramLabel = "MODE",
      description = "home, away or privacy; with privacy no camera of the site is open.")
  private @Nullable String wanted;

  @Mixin private RunningOption running = new RunningOption();

  @Option(
      names = "--site",
      paramLabel = "SITE",
      description = "Default: that of the configuration.")
  private @Nullable String site;

  @Option(
      names = "--who",
      paramLabel = "NAME",
      description = "Who sets it, kept in the record; default: the name of this user.")
  private String who = System.getProperty("user.name", "");

  @Override
  public Integer call() throws Exception {
    SightlineConfig config = running.load();
    String at = new IngestSite(site == null ? config.site() : site, config.data()).name();
    SiteModes modes = new SiteModes(config.runningSettings());
    String name = wanted;
    Mode mode =
        name == null
            ? modes.newest(at)
            : modes.set(
                at, parse(name), who, Clock.systemUTC().instant().truncatedTo(ChronoUnit.MICROS));
    spec.commandLine().getOut().println(line(at, mode));
    return 0;
  }

  private static SiteMode parse(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "home" -> SiteMode.HOME;
      case "away" -> SiteMode.AWAY;
      case "privacy" -> SiteMode.PRIVACY;
      default ->
          throw new IllegalArgumentException("mode '" + name + "': expected home, away or privacy");
    };
  }

  private static String line(String site, @Nullable Mode mode) {
    if (mode == null) {
      return "site %s: home, for no mode was ever set".formatted(site);
    }
    return mode.getMode() == SiteMode.UNKNOWN
        ? "site %s: its newest mode cannot be read, so its cameras are closed; set it again"
            .formatted(site)
        : "site %s: %s since %s, set by %s (version %d)"
            .formatted(
                site,
                mode.getMode().name().toLowerCase(Locale.ROOT),
                mode.getEffectiveFrom(),
                mode.getWho().isEmpty() ? "somebody" : mode.getWho(),
                mode.getVersion());
  }
}
