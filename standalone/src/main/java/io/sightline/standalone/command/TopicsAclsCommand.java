package io.sightline.standalone.command;

import io.sightline.schemas.Topics;
import io.sightline.standalone.access.Grant;
import io.sightline.standalone.access.RightsFormat;
import io.sightline.standalone.access.Role;
import io.sightline.standalone.config.SightlineConfig;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sightline topics acls}: asks nobody. */
@Command(
    name = "acls",
    description = "Prints the least rights that each process needs on a cluster.",
    mixinStandardHelpOptions = true)
final class TopicsAclsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "Configuration, for topics.prefix and site.")
  private @Nullable Path file;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "table, json, kafka-acls or strimzi. Default: ${DEFAULT-VALUE}")
  private String format = "table";

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      description = "Only this one; may be given several times: ingest, detect, and so on.")
  private List<String> roles = List.of();

  @Option(
      names = "--principal",
      paramLabel = "PATTERN",
      defaultValue = "User:{user}",
      description =
          "What the brokers know a user by, as User:CN={user} for certificates."
              + " Default: ${DEFAULT-VALUE}")
  private String principal = "User:{user}";

  @Override
  public Integer call() throws Exception {
    SightlineConfig config = ConfigOption.loadOrDefaults(file);
    Topics topics = new Topics(config.topics().prefix());
    List<Role> chosen =
        roles.isEmpty()
            ? List.of(Role.values())
            : roles.stream().map(role -> Words.constant("--role", Role.class, role)).toList();
    RightsFormat as = Words.constant("--format", RightsFormat.class, format);
    PrintWriter out = spec.commandLine().getOut();
    out.print(as.write(Grant.all(chosen, topics, config.site(), principal)));
    out.flush();
    return 0;
  }
}
