package io.sightline.standalone.command;

import io.sightline.runtime.KafkaSettings;
import io.sightline.standalone.topics.TopicAdmin;
import io.sightline.standalone.topics.TopicChange;
import io.sightline.standalone.topics.TopicPlan;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sightline topics plan}: 0 if the cluster is what the contract wants, 3 if not. */
@Command(
    name = "plan",
    description =
        "Shows in what a cluster's topics differ from the contract; changes nothing. Ends with 3"
            + " if they do.",
    mixinStandardHelpOptions = true)
final class TopicsPlanCommand implements Callable<Integer> {
  /** Something differs: neither a failure nor wrong usage. */
  static final int DIFFERENT = 3;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ConfigOption config = new ConfigOption();

  @Option(names = "--json", description = "One object instead of a table.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    KafkaSettings kafka = config.load().runningSettings();
    try (Admin admin = Admin.create(kafka.admin("topics"))) {
      List<TopicChange> changes = new TopicAdmin(admin, TopicPlan.of(kafka)).differences();
      TopicChangePrinter printer = new TopicChangePrinter(spec.commandLine().getOut());
      if (json) {
        printer.json(changes, List.of());
      } else {
        printer.table(changes);
      }
      return changes.isEmpty() ? 0 : DIFFERENT;
    }
  }
}
