package io.sightline.standalone.topics;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/**
 * A setting that says how long records of a topic stay.
 *
 * @param topic name on the broker
 * @param key in Kafka's words
 * @param found what holds there now
 */
public record TopicSetting(String topic, String key, String found, String expected) {
  /** Where less is as good. */
  private static final Set<String> AT_MOST =
      Set.of(TopicPlan.SEGMENT_MS, TopicPlan.COMPACTION_LAG_MS);

  /** Whether records stay as long as they should, and no longer. */
  boolean holds() {
    if (AT_MOST.contains(key)) {
      return Long.parseLong(found) <= Long.parseLong(expected);
    }
    return key.equals("cleanup.policy") ? covers() : found.equals(expected);
  }

  /** A changelog that is deleted after a while too keeps no more. */
  private boolean covers() {
    TreeSet<String> policies = new TreeSet<>(Arrays.asList(found.split(" *, *")));
    return policies.equals(Set.of(expected))
        || (expected.equals("compact") && isChangelog(topic) && policies.contains(expected));
  }

  static boolean isChangelog(String topic) {
    return topic.endsWith("-changelog");
  }

  /** For people. */
  public String what() {
    return "%s=%s: expected %s%s"
        .formatted(key, found, expected, AT_MOST.contains(key) ? " or less" : "");
  }
}
