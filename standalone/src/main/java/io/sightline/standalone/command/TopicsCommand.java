package io.sightline.standalone.command;

import io.sightline.runtime.KafkaSettings;
import io.sightline.standalone.config.SightlineConfig;
import io.sightline.standalone.topics.TopicAdmin;
import io.sightline.standalone.topics.TopicPlan;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sightline topics print|create|plan|apply|acls|asyncapi}. */
@Command(
    name = "topics",
    description = "Shows the topics of the contract, and makes a cluster's what it wants.",
    mixinStandardHelpOptions = true,
    subcommands = {
      TopicsCommand.Print.class,
      TopicsCommand.Create.class,
      TopicsPlanCommand.class,
      TopicsApplyCommand.class,
      TopicsAclsCommand.class,
      TopicsAsyncApiCommand.class
    })
public final class TopicsCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "topics: expected print, create, plan, apply, acls or asyncapi");
  }

  @Command(
      name = "print",
      description = "Prints name, key, value, retention and writer of each topic.",
      mixinStandardHelpOptions = true)
  static final class Print implements Callable<Integer> {
    @Override
    public Integer call() {
      SightlineConfig config = SightlineConfig.defaults();
      System.out.print(TopicPlan.of(config.embeddedSettings()).table());
      return 0;
    }
  }

  @Command(
      name = "create",
      description = "Creates the topics that are missing, and names those that do not fit.",
      mixinStandardHelpOptions = true)
  static final class Create implements Callable<Integer> {
    @Mixin private ConfigOption config = new ConfigOption();

    @Override
    public Integer call() throws Exception {
      KafkaSettings kafka = config.load().clusterSettings().answeringSoon();
      try (Admin admin = Admin.create(kafka.admin("topics"))) {
        List<String> made = new TopicAdmin(admin, TopicPlan.of(kafka)).create();
        made.forEach(System.out::println);
        System.err.println(made.size() + " topics created");
      }
      return 0;
    }
  }
}
