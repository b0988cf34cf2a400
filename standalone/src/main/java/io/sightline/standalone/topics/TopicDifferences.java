package io.sightline.standalone.topics;

import io.sightline.schemas.Topic;
import io.sightline.schemas.Topics;
import io.sightline.standalone.topics.TopicChange.Risk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What it takes to make topics of a cluster what the contract wants. */
final class TopicDifferences {
  /** Where more than wanted does no harm: nothing of ours is larger. */
  private static final Set<String> AT_LEAST = Set.of("max.message.bytes");

  private static final Set<String> RETENTION = Set.of("retention.ms", "retention.bytes");

  private TopicDifferences() {}

  /**
   * In order of flow.
   *
   * @param found by name on the cluster; those that are absent are not in it
   */
  static List<TopicChange> of(TopicPlan plan, Map<String, TopicState> found) {
    return of(plan, Topics.ALL, found);
  }

  /** As {@link #of}, of some topics. */
  static List<TopicChange> of(
      TopicPlan plan, List<Topic<?>> topics, Map<String, TopicState> found) {
    List<TopicChange> all = new ArrayList<>();
    for (Topic<?> topic : topics) {
      String name = plan.topics().name(topic);
      TopicState state = found.get(name);
      if (state == null) {
        all.add(absent(plan, name));
      } else {
        partitions(plan, state, all);
        replicas(plan, state, all);
        settings(plan, topic, state, all);
      }
    }
    return all;
  }

  private static TopicChange absent(TopicPlan plan, String name) {
    String wanted =
        "%d partitions, %d replicas".formatted(plan.partitions(), plan.replicationFactor());
    return new TopicChange(name, TopicChange.TOPIC, TopicChange.ABSENT, wanted, Risk.NONE, true);
  }

  private static void partitions(TopicPlan plan, TopicState state, List<TopicChange> all) {
    if (state.partitions() != plan.partitions()) {
      all.add(
          new TopicChange(
              state.name(),
              TopicChange.PARTITIONS,
              "" + state.partitions(),
              "" + plan.partitions(),
              Risk.REFUSED,
              true));
    }
  }

  private static void replicas(TopicPlan plan, TopicState state, List<TopicChange> all) {
    int wanted = plan.replicationFactor();
    boolean more = state.mostReplicas() > wanted;
    if (more || state.fewestReplicas() < wanted) {
      int found = more ? state.mostReplicas() : state.fewestReplicas();
      all.add(
          new TopicChange(
              state.name(),
              TopicChange.REPLICAS,
              "" + found,
              "" + wanted,
              more ? Risk.FEWER_REPLICAS : Risk.NONE,
              false));
    }
  }

  private static void settings(
      TopicPlan plan, Topic<?> topic, TopicState state, List<TopicChange> all) {
    new TreeMap<>(plan.configuration(topic))
        .forEach(
            (key, wanted) -> {
              String found = state.configuration().get(key);
              if (!fits(key, found, wanted)) {
                Risk risk = risk(key, found, wanted);
                all.add(
                    new TopicChange(
                        state.name(),
                        key,
                        found == null ? TopicChange.ABSENT : found,
                        wanted,
                        risk,
                        unfit(topic, key, risk)));
              }
            });
  }

  /** What tells of recordings may be kept longer: a camera may have kept them longer until now. */
  private static boolean unfit(Topic<?> topic, String key, Risk risk) {
    boolean kept = topic.keep().configuration().containsKey(key) || RETENTION.contains(key);
    return kept && !(topic.equals(Topics.RECORDINGS) && risk == Risk.SHORTER_RETENTION);
  }

  private static boolean fits(String key, @Nullable String found, String wanted) {
    if (found != null && AT_LEAST.contains(key)) {
      return Long.parseLong(found) >= Long.parseLong(wanted);
    }
    return wanted.equals(found);
  }

  private static Risk risk(String key, @Nullable String found, String wanted) {
    if (key.equals("cleanup.policy")) {
      return Risk.CLEANUP_POLICY;
    }
    boolean shorter = RETENTION.contains(key) && (found == null || limit(wanted) < limit(found));
    return shorter ? Risk.SHORTER_RETENTION : Risk.NONE;
  }

  /** Below zero means none. */
  private static long limit(String value) {
    long number = Long.parseLong(value);
    return number < 0 ? Long.MAX_VALUE : number;
  }
}
