package io.sightline.standalone.broker;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Kafka's configuration for a small node, in Kafka's own keys. */
final class BrokerProperties {
  static final int NODE = 1;
  static final String CONTROLLER = "CONTROLLER";

  private static final Set<String> ADDED =
      Set.of("listeners", "advertised.listeners", "listener.security.protocol.map");

  private BrokerProperties() {}

  static Map<String, String> of(BrokerSettings settings, int port, Quorum quorum) {
    String client = "PLAINTEXT://" + settings.host() + ":" + port;
    String controller = quorum.controller();
    Map<String, String> all = new HashMap<>();
    all.put("node.id", "" + quorum.node());
    all.put("process.roles", "broker,controller");
    all.put("controller.quorum.voters", quorum.addresses());
    all.put("controller.listener.names", CONTROLLER);
    all.put("listeners", client + "," + CONTROLLER + "://" + controller);
    all.put("advertised.listeners", client);
    all.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    all.put("log.dirs", settings.folder().toAbsolutePath().toString());
    all.put("auto.create.topics.enable", "false");
    putInternalTopics(all, quorum);
    putQuickTakeover(all);
    putSmall(all);
    more(settings.more(), all);
    return all;
  }

  /** Listeners and their protocols go beside ours, everything else in its place. */
  private static void more(Map<String, String> more, Map<String, String> all) {
    more.forEach(
        (key, value) ->
            all.merge(
                key, value, (ours, theirs) -> ADDED.contains(key) ? ours + "," + theirs : theirs));
  }

  /** Otherwise Kafka wants three brokers and 50 partitions of each. */
  private static void putInternalTopics(Map<String, String> all, Quorum quorum) {
    String copies = "" + quorum.copies();
    String inSync = "" + quorum.copiesInSync();
    all.put("offsets.topic.replication.factor", copies);
    all.put("offsets.topic.num.partitions", "1");
    // The open activities of a partition stand in the metadata of its cursor.
    all.put("offset.metadata.max.bytes", "65536");
    all.put("transaction.state.log.replication.factor", copies);
    all.put("transaction.state.log.min.isr", inSync);
    all.put("transaction.state.log.num.partitions", "1");
    all.put("share.coordinator.state.topic.replication.factor", copies);
    all.put("share.coordinator.state.topic.min.isr", inSync);
    all.put("share.coordinator.state.topic.num.partitions", "1");
  }

  /** A restart after a kill waits for the old session and for transactions left open. */
  private static void putQuickTakeover(Map<String, String> all) {
    all.put("broker.session.timeout.ms", "3000");
    all.put("broker.heartbeat.interval.ms", "250");
    all.put("group.initial.rebalance.delay.ms", "0");
    all.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
  }

  private static void putSmall(Map<String, String> all) {
    all.put("num.network.threads", "1");
    all.put("num.io.threads", "2");
    all.put("num.replica.fetchers", "1");
    all.put("background.threads", "2");
    all.put("num.recovery.threads.per.data.dir", "2");
    all.put("log.cleaner.threads", "1");
    all.put("log.cleaner.dedupe.buffer.size", "2097152");
    all.put("log.index.size.max.bytes", "2097152");
    // A quorum of one has nobody to tell twice a second that its log has not grown.
    all.put("metadata.log.max.idle.interval.ms", "5000");
  }
}
