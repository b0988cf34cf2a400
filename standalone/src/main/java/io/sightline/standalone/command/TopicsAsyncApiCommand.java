package io.sightline.standalone.command;

import io.sightline.standalone.asyncapi.AsyncApi;
import io.sightline.standalone.config.SightlineConfig;
import io.sightline.standalone.topics.TopicPlan;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sightline topics asyncapi}: asks nobody. */
@Command(
    name = "asyncapi",
    description = "Prints all topics and their records as AsyncAPI 3.0.",
    mixinStandardHelpOptions = true)
final class TopicsAsyncApiCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "Configuration, for topics.prefix.")
  private @Nullable Path file;

  @Override
  public Integer call() throws Exception {
    SightlineConfig config = ConfigOption.loadOrDefaults(file);
    PrintWriter out = spec.commandLine().getOut();
    out.print(AsyncApi.of(TopicPlan.of(config.embeddedSettings())));
    out.flush();
    return 0;
  }
}
