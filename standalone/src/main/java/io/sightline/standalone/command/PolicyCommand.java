package io.sightline.standalone.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sightline.avro.Policy;
import io.sightline.avro.PolicyLimit;
import io.sightline.avro.PolicyRule;
import io.sightline.retention.PolicyConfig;
import io.sightline.retention.PolicyPlan;
import io.sightline.runtime.ConfigLoader;
import io.sightline.runtime.KafkaSettings;
import io.sightline.standalone.policy.PlannedChange;
import io.sightline.standalone.policy.Policies;
import io.sightline.standalone.topics.Table;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sightline policy show|plan|apply}. */
@Command(
    name = "policy",
    description = "Shows what is kept how long, and changes it.",
    mixinStandardHelpOptions = true)
public final class PolicyCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private RunningOption running = new RunningOption();

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "policy: expected show, plan or apply");
  }

  @Command(
      name = "show",
      description = "Shows the newest version.",
      mixinStandardHelpOptions = true)
  int show() throws Exception {
    List<Policy> all = new Policies(kafka()).all();
    if (all.isEmpty()) {
      out().println("no policy: everything is kept as long as its camera says");
      return 0;
    }
    Policy newest = all.get(all.size() - 1);
    out()
        .println(
            "version %d since %s, set by %s%s"
                .formatted(
                    newest.getVersion(),
                    newest.getEffectiveFrom(),
                    newest.getWho().isEmpty() ? "somebody" : newest.getWho(),
                    newest.getRetroactive() ? ", retroactive" : ""));
    out().print(table(newest));
    out().flush();
    return 0;
  }

  private static Table table(Policy policy) {
    Table table = new Table("name", "kind", "cameras", "alerts", "keeps");
    for (PolicyRule rule : policy.getRules()) {
      String alerts =
          rule.getSeverities().stream().map(PolicyConfig::written).collect(Collectors.joining(","))
              + (rule.getLabels().isEmpty() ? "" : " " + String.join(",", rule.getLabels()));
      table.row(
          rule.getRuleId(),
          PolicyConfig.written(rule.getKind()),
          cameras(rule.getCameras()),
          alerts.isBlank() ? "-" : alerts.strip(),
          days(Duration.ofSeconds(rule.getKeepS())));
    }
    for (PolicyLimit limit : policy.getLimits()) {
      table.row(
          limit.getLimitId(),
          PolicyConfig.written(limit.getKind()),
          cameras(limit.getCameras()),
          "-",
          "at most %d MiB%s"
              .formatted(
                  limit.getMaxBytes() >> 20, limit.getEachCamera() ? " for each camera" : ""));
    }
    return table;
  }

  private static String cameras(List<String> cameras) {
    return cameras.isEmpty() ? "all" : String.join(",", cameras);
  }

  private static String days(Duration keep) {
    return keep.toHours() % 24 == 0 ? keep.toDays() + " days" : keep.toString();
  }

  @Command(
      name = "plan",
      description = "Says what a policy would do to what is stored, and does nothing.",
      mixinStandardHelpOptions = true)
  int plan(
      @Parameters(paramLabel = "FILE", description = "The policy, in YAML.") Path policy,
      @Option(names = "--json", description = "One object.") boolean json)
      throws Exception {
    Policies policies = new Policies(kafka());
    Optional<Policy> next = next(policies, policy, true, "");
    if (next.isEmpty()) {
      out().println("nothing: it is in force already");
      return 0;
    }
    PolicyPlan.Summary summary = PlannedChange.of(kafka(), next.get(), now());
    if (json) {
      out().println(new ObjectMapper().writeValueAsString(summary.facts()));
    } else {
      summary.lines().forEach(out()::println);
    }
    return 0;
  }

  @Command(
      name = "apply",
      description = "Publishes a policy as the next version, for what is recorded from now on.",
      mixinStandardHelpOptions = true)
  int apply(
      @Parameters(paramLabel = "FILE", description = "The policy, in YAML.") Path policy,
      @Option(
              names = "--retroactive",
              description =
                  "Also for what is stored: it only ever shortens, and nothing that is held. Says"
                      + " what it will do, and asks for --yes.")
          boolean retroactive,
      @Option(names = "--yes", description = "Does it.") boolean yes,
      @Option(
              names = "--who",
              paramLabel = "NAME",
              description = "Who sets it, kept in the record; default: the name of this user.")
          @Nullable String who)
      throws Exception {
    Policies policies = new Policies(kafka());
    String name = who == null ? System.getProperty("user.name", "") : who;
    Optional<Policy> next = next(policies, policy, retroactive, name);
    if (next.isEmpty()) {
      out().println("nothing changed: it is in force already");
      return 0;
    }
    if (retroactive) {
      PlannedChange.of(kafka(), next.get(), now()).lines().forEach(out()::println);
      if (!yes) {
        out().println("nothing was done: --yes does it");
        return 1;
      }
    }
    policies.publish(next.get());
    out().println("version %d is in force".formatted(next.get().getVersion()));
    return 0;
  }

  private static Optional<Policy> next(
      Policies policies, Path file, boolean retroactive, String who) throws Exception {
    PolicyConfig wanted = ConfigLoader.load(file, PolicyConfig.class);
    Policies.checkCameras(wanted.toPolicy(), policies.cameras());
    return Policies.next(policies.all(), wanted, retroactive, who, now());
  }

  private static Instant now() {
    return Clock.systemUTC().instant().truncatedTo(ChronoUnit.MICROS);
  }

  private KafkaSettings kafka() throws Exception {
    return running.settings();
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
