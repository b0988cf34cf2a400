package io.sightline.standalone.erase;

import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topic;
import io.sightline.schemas.Topics;
import io.sightline.standalone.prove.Certificate.Leaves;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;

/** By when the last record about something erased leaves each topic, as the broker keeps them. */
final class TopicEnds {
  /** What tells nothing of what was seen. */
  private static final Set<Topic<?>> SILENT =
      Set.of(
          Topics.CAMERAS,
          Topics.MODES,
          Topics.HEALTH,
          Topics.SPACE,
          Topics.STOCK,
          Topics.PRESSURE,
          Topics.POLICIES,
          Topics.LEDGER_HEADS);

  private TopicEnds() {}

  /**
   * @param written no record about it is younger
   */
  static List<Leaves> of(KafkaSettings kafka, Instant written)
      throws IOException, InterruptedException {
    List<Leaves> leaves = new ArrayList<>();
    Map<ConfigResource, Config> configs = configs(kafka);
    for (Topic<?> topic : Topics.ALL) {
      if (!SILENT.contains(topic)) {
        String name = kafka.topics().name(topic);
        Config config = configs.get(resource(name));
        if (config != null) {
          leaves.add(new Leaves(name, by(topic, config, written)));
        }
      }
    }
    return leaves;
  }

  private static Map<ConfigResource, Config> configs(KafkaSettings kafka)
      throws IOException, InterruptedException {
    try (Admin admin = Admin.create(kafka.admin("erase"))) {
      Map<ConfigResource, Config> configs = new HashMap<>();
      configs.putAll(
          admin
              .describeConfigs(
                  Topics.ALL.stream().map(topic -> resource(kafka.topics().name(topic))).toList())
              .all()
              .get());
      return configs;
    } catch (ExecutionException e) {
      throw new IOException("cannot read how long topics are kept: " + e.getMessage(), e);
    }
  }

  private static ConfigResource resource(String topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic);
  }

  private static String by(Topic<?> topic, Config config, Instant written) {
    return switch (topic.keep()) {
      case FOR_EVER -> "kept: ids, rules, times, sizes and digests, no picture or sound";
      // A segment goes as a whole, when its youngest record is old enough.
      case THIRTY_DAYS -> time(written, config, "retention.ms", "segment.ms");
      // The tombstone is there at once; what it replaces goes when the log is cleaned.
      default -> time(written, config, "max.compaction.lag.ms");
    };
  }

  private static String time(Instant written, Config config, String... keys) {
    Instant by = written;
    for (String key : keys) {
      long millis = Long.parseLong(config.get(key).value());
      if (millis < 0 || millis > Duration.ofDays(36500).toMillis()) {
        return "not bounded: the topic's " + key + " is " + millis;
      }
      by = by.plusMillis(millis);
    }
    return by.toString();
  }
}
