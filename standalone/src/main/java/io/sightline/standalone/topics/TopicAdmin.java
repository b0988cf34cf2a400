package io.sightline.standalone.topics;

import static java.util.Objects.requireNonNull;

import io.sightline.schemas.Topic;
import io.sightline.schemas.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;

/** Makes the topics of the contract on a broker. */
public final class TopicAdmin {
  private final Admin admin;
  private final TopicPlan plan;

  /**
   * @param admin stays the caller's to close
   */
  public TopicAdmin(Admin admin, TopicPlan plan) {
    this.admin = admin;
    this.plan = plan;
  }

  /**
   * Makes the topics that are absent; nothing that is there is changed.
   *
   * @return names of those made, in order of flow
   * @throws TopicMismatchException if one that is there has another number of partitions, or is
   *     kept otherwise; names each with what was found and what was expected
   * @throws KafkaException if the broker refuses or cannot be reached
   */
  public List<String> create() throws InterruptedException, TopicMismatchException {
    Set<String> present = get(() -> admin.listTopics().names().get());
    List<NewTopic> absent =
        plan.newTopics().stream().filter(topic -> !present.contains(topic.name())).toList();
    List<String> made = new ArrayList<>();
    var making = admin.createTopics(absent).values();
    for (NewTopic topic : absent) {
      if (get(() -> made(requireNonNull(making.get(topic.name()))::get))) {
        made.add(topic.name());
      }
    }
    check(made);
    return made;
  }

  /** False if another process made it since. */
  private static boolean made(Call<?> making) throws InterruptedException, ExecutionException {
    try {
      making.get();
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TopicExistsException) {
        return false;
      }
      throw e;
    }
  }

  /** All but those made just now. */
  private void check(List<String> made) throws InterruptedException, TopicMismatchException {
    List<Topic<?>> topics =
        Topics.ALL.stream().filter(topic -> !made.contains(plan.topics().name(topic))).toList();
    List<String> names = topics.stream().map(topic -> plan.topics().name(topic)).toList();
    Map<String, TopicDescription> found =
        get(() -> admin.describeTopics(names).allTopicNames().get());
    Map<ConfigResource, Config> configurations =
        get(
            () ->
                admin
                    .describeConfigs(names.stream().map(TopicAdmin::resource).toList())
                    .all()
                    .get());
    List<String> mismatches = new ArrayList<>();
    for (Topic<?> topic : topics) {
      String name = plan.topics().name(topic);
      partitions(name, requireNonNull(found.get(name)).partitions().size(), mismatches);
      kept(topic, requireNonNull(configurations.get(resource(name))), mismatches);
    }
    if (!mismatches.isEmpty()) {
      throw new TopicMismatchException(mismatches);
    }
  }

  private void partitions(String name, int found, List<String> mismatches) {
    if (found != plan.partitions()) {
      mismatches.add(
          "topic '%s' has %d partitions, expected %d".formatted(name, found, plan.partitions()));
    }
  }

  private void kept(Topic<?> topic, Config found, List<String> mismatches) {
    topic
        .keep()
        .configuration()
        .forEach(
            (key, expected) -> {
              if (topic.equals(Topics.RECORDINGS) && key.equals(TopicPlan.RETENTION_MS)) {
                return; // Follows from cameras and policies: TopicSettings looks at it.
              }
              ConfigEntry entry = found.get(key);
              String value = entry == null ? "nothing" : entry.value();
              if (!expected.equals(value)) {
                mismatches.add(
                    "topic '%s' has %s=%s, expected %s"
                        .formatted(plan.topics().name(topic), key, value, expected));
              }
            });
  }

  private static ConfigResource resource(String topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic);
  }

  private interface Call<R> {
    R get() throws InterruptedException, ExecutionException;
  }

  private static <R> R get(Call<R> call) throws InterruptedException {
    try {
      return call.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
    }
  }
}
