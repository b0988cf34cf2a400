package io.sightline.standalone.topics;

import io.sightline.schemas.Topic;
import io.sightline.schemas.Topics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;

/** How long records stay on the broker, as it is and as it should be; can make it so. */
public final class TopicSettings {
  private final Admin admin;
  private final TopicPlan plan;

  /**
   * @param admin stays the caller's to close
   */
  public TopicSettings(Admin admin, TopicPlan plan) {
    this.admin = admin;
    this.plan = plan;
  }

  /** What is kept otherwise than planned: topics of the contract, and changelogs of processors. */
  public List<TopicSetting> wrong() throws InterruptedException, ExecutionException {
    Map<String, Map<String, String>> expected = expected(admin.listTopics().names().get());
    List<ConfigResource> resources =
        expected.keySet().stream()
            .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
            .toList();
    List<TopicSetting> wrong = new ArrayList<>();
    for (Map.Entry<ConfigResource, Config> found :
        admin.describeConfigs(resources).all().get().entrySet()) {
      String topic = found.getKey().name();
      expected
          .getOrDefault(topic, Map.of())
          .forEach(
              (key, value) -> {
                ConfigEntry entry = found.getValue().get(key);
                String is = entry == null ? "nothing" : entry.value();
                TopicSetting setting = new TopicSetting(topic, key, is, value);
                if (!setting.holds()) {
                  wrong.add(setting);
                }
              });
    }
    wrong.sort((a, b) -> (a.topic() + " " + a.key()).compareTo(b.topic() + " " + b.key()));
    return wrong;
  }

  private Map<String, Map<String, String>> expected(Set<String> present) {
    Map<String, Map<String, String>> expected = new TreeMap<>();
    for (Topic<?> topic : Topics.ALL) {
      if (present.contains(plan.topics().name(topic))) {
        expected.put(plan.topics().name(topic), plan.kept(topic));
      }
    }
    present.stream()
        .filter(topic -> topic.startsWith(plan.topics().prefix() + "."))
        .filter(TopicSetting::isChangelog)
        .forEach(topic -> expected.put(topic, TopicPlan.keptChangelog()));
    return expected;
  }

  /** Sets each as expected, all or none of a topic. */
  public void set(Collection<TopicSetting> settings)
      throws InterruptedException, ExecutionException {
    Map<ConfigResource, Collection<AlterConfigOp>> changes =
        settings.stream()
            .collect(
                Collectors.groupingBy(
                    setting -> new ConfigResource(ConfigResource.Type.TOPIC, setting.topic()),
                    HashMap::new,
                    Collectors.mapping(
                        setting ->
                            new AlterConfigOp(
                                new ConfigEntry(setting.key(), setting.expected()),
                                AlterConfigOp.OpType.SET),
                        Collectors.toCollection(ArrayList::new))));
    admin.incrementalAlterConfigs(changes).all().get();
  }
}
