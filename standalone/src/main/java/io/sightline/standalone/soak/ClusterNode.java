package io.sightline.standalone.soak;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.sightline.runtime.AdminConfig;
import io.sightline.runtime.AdminServer;
import io.sightline.runtime.ProcessRunner;
import io.sightline.standalone.broker.BrokerSettings;
import io.sightline.standalone.broker.EmbeddedBroker;
import io.sightline.standalone.broker.Quorum;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A node of a Kafka cluster as a process. Arguments: its folder, address, port, port of its health,
 * number, the cluster's id, and each voter as {@code number=host:port}.
 */
final class ClusterNode {
  /** Of nodes that share few cores with much else: nobody is given up for being slow. */
  static final Map<String, String> PATIENT =
      Map.of(
          "initial.broker.registration.timeout.ms", "600000",
          "broker.session.timeout.ms", "9000",
          "broker.heartbeat.interval.ms", "1000",
          "controller.quorum.election.timeout.ms", "3000",
          "controller.quorum.fetch.timeout.ms", "6000",
          "metadata.log.max.idle.interval.ms", "500",
          "offsets.topic.num.partitions", "6",
          "transaction.state.log.num.partitions", "6");

  private static final int FIRST_VOTER = 6;

  private ClusterNode() {}

  /** What the arguments say. */
  static BrokerSettings settings(List<String> arguments) {
    Map<Integer, String> voters = new TreeMap<>();
    for (String voter : arguments.subList(FIRST_VOTER, arguments.size())) {
      String[] both = voter.split("=", 2);
      voters.put(Integer.valueOf(both[0]), both[1]);
    }
    Quorum quorum = new Quorum(Integer.parseInt(arguments.get(4)), arguments.get(5), voters);
    return new BrokerSettings(
        Path.of(arguments.get(0)),
        arguments.get(1),
        Integer.parseInt(arguments.get(2)),
        PATIENT,
        quorum);
  }

  public static void main(String[] arguments) {
    BrokerSettings settings = settings(List.of(arguments));
    EmbeddedBroker broker = new EmbeddedBroker(settings);
    AdminConfig admin = new AdminConfig(settings.host(), Integer.valueOf(arguments[3]));
    PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    AdminServer health = new AdminServer(admin, List.of(broker), metrics);
    System.exit(new ProcessRunner(List.of(health, broker)).runUntilSignal());
  }
}
