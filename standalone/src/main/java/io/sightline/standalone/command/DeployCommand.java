package io.sightline.standalone.command;

import io.sightline.schemas.Topics;
import io.sightline.standalone.config.SightlineConfig;
import io.sightline.standalone.kubernetes.Deployment;
import io.sightline.standalone.kubernetes.Manifests;
import io.sightline.standalone.kubernetes.Manifests.Addition;
import io.sightline.standalone.topics.TopicPlan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sightline deploy kubernetes}: asks nobody, writes files. */
@Command(
    name = "deploy",
    description = "Writes what a platform needs to run Sightline.",
    mixinStandardHelpOptions = true,
    subcommands = DeployCommand.Kubernetes.class)
public final class DeployCommand implements Runnable {
  private static final int PARTITIONS = 48;
  private static final int REPLICAS = 3;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "deploy: expected kubernetes");
  }

  @Command(
      name = "kubernetes",
      description =
          "Writes manifests: Strimzi's cluster, topics and users, and every process with its"
              + " network policy, scaling and monitoring.",
      mixinStandardHelpOptions = true)
  static final class Kubernetes implements Callable<Integer> {
    @Option(
        names = {"-c", "--config"},
        paramLabel = "FILE",
        description =
            "Configuration, for topics and site. Default: 48 partitions, 3 replicas, site home")
    private @Nullable Path file;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Folder to write.")
    private Path out = Path.of("kubernetes");

    @Option(
        names = "--namespace",
        paramLabel = "NAME",
        defaultValue = "sightline",
        description = "Where all of it goes. Default: ${DEFAULT-VALUE}")
    private String namespace = "sightline";

    @Option(
        names = "--image",
        paramLabel = "IMAGE",
        defaultValue = "sightline:latest",
        description = "Image of all processes. Default: ${DEFAULT-VALUE}")
    private String image = "sightline:latest";

    @Option(
        names = "--without",
        paramLabel = "PART",
        split = ",",
        description =
            "Leaves out scaling, which needs KEDA, or monitoring, which needs Prometheus' operator.")
    private List<String> without = List.of();

    @Override
    public Integer call() throws Exception {
      Set<Addition> additions = EnumSet.allOf(Addition.class);
      without.forEach(part -> additions.remove(Words.constant("--without", Addition.class, part)));
      Files.createDirectories(out);
      for (Map.Entry<String, String> each : Manifests.of(deployment(), additions).entrySet()) {
        Files.writeString(out.resolve(each.getKey()), each.getValue());
        System.out.println(out.resolve(each.getKey()));
      }
      return 0;
    }

    private Deployment deployment() throws Exception {
      SightlineConfig config = ConfigOption.loadOrDefaults(file);
      TopicPlan plan =
          file == null
              ? new TopicPlan(new Topics(config.topics().prefix()), PARTITIONS, REPLICAS)
              : TopicPlan.of(config.embeddedSettings());
      return new Deployment(plan, config.site(), namespace, image);
    }
  }
}
