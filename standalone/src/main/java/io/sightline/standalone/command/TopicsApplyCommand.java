package io.sightline.standalone.command;

import io.sightline.runtime.KafkaSettings;
import io.sightline.standalone.topics.TopicAdmin;
import io.sightline.standalone.topics.TopicChange;
import io.sightline.standalone.topics.TopicChange.Risk;
import io.sightline.standalone.topics.TopicPlan;
import java.io.PrintWriter;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code sightline topics apply}: 0 if the cluster is then what the contract wants, 3 if something
 * was left as it is.
 */
@Command(
    name = "apply",
    description =
        "Makes a cluster's topics what the contract wants. What may delete records or copies is"
            + " left, unless it is allowed. Ends with 3 if something is left.",
    mixinStandardHelpOptions = true)
final class TopicsApplyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ConfigOption config = new ConfigOption();

  @Option(names = "--json", description = "One object instead of tables.")
  private boolean json;

  @Option(
      names = "--allow-shorter-retention",
      description = "Also where records that are kept now are deleted.")
  private boolean shorterRetention;

  @Option(
      names = "--allow-cleanup-policy",
      description = "Also where the broker deletes by other rules then.")
  private boolean cleanupPolicy;

  @Option(names = "--allow-fewer-replicas", description = "Also where copies are deleted.")
  private boolean fewerReplicas;

  @Override
  public Integer call() throws Exception {
    KafkaSettings kafka = config.load().runningSettings();
    try (Admin admin = Admin.create(kafka.admin("topics"))) {
      TopicAdmin topics = new TopicAdmin(admin, TopicPlan.of(kafka));
      List<TopicChange> changes = topics.differences();
      List<TopicChange> made = topics.apply(changes, accepted());
      List<TopicChange> left = changes.stream().filter(change -> !made.contains(change)).toList();
      print(left, made, topics);
      return left.isEmpty() ? 0 : TopicsPlanCommand.DIFFERENT;
    }
  }

  private Set<Risk> accepted() {
    Set<Risk> accepted = EnumSet.noneOf(Risk.class);
    if (shorterRetention) {
      accepted.add(Risk.SHORTER_RETENTION);
    }
    if (cleanupPolicy) {
      accepted.add(Risk.CLEANUP_POLICY);
    }
    if (fewerReplicas) {
      accepted.add(Risk.FEWER_REPLICAS);
    }
    return accepted;
  }

  private void print(List<TopicChange> left, List<TopicChange> made, TopicAdmin topics)
      throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    TopicChangePrinter printer = new TopicChangePrinter(out);
    if (json) {
      printer.json(left, made);
      return;
    }
    made.forEach(change -> out.printf("changed: %s%n", change.describe()));
    int moving = topics.moving().size();
    if (moving > 0) {
      out.printf("%d partitions are being copied; 'topics plan' says when all is there%n", moving);
    }
    printer.table(left);
  }
}
