package io.sightline.standalone.policy;

import io.sightline.avro.Camera;
import io.sightline.avro.Policy;
import io.sightline.avro.PolicyLimit;
import io.sightline.avro.PolicyRule;
import io.sightline.retention.PolicyConfig;
import io.sightline.runtime.Build;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topics;
import io.sightline.standalone.records.TopicRecords;
import io.sightline.standalone.records.TopicWriter;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The versions of the policy on their topic. */
public final class Policies {
  private static final String KEY = "policy";

  private final KafkaSettings kafka;

  public Policies(KafkaSettings kafka) {
    this.kafka = TopicWriter.impatient(kafka);
  }

  /** All versions, the oldest first. */
  public List<Policy> all() {
    return TopicRecords.committed(kafka, Topics.POLICIES).stream()
        .map(ConsumerRecord::value)
        .sorted(Comparator.comparing(Policy::getVersion))
        .toList();
  }

  /**
   * The version that would be published.
   *
   * @return empty: it says what the newest one says
   */
  public static Optional<Policy> next(
      List<Policy> published, PolicyConfig wanted, boolean retroactive, String who, Instant now) {
    Policy asked = wanted.toPolicy();
    int version = 1;
    if (!published.isEmpty()) {
      Policy newest = published.get(published.size() - 1);
      version = newest.getVersion() + 1;
      if (saysTheSame(newest, asked) && (newest.getRetroactive() || !retroactive)) {
        return Optional.empty();
      }
    }
    return Optional.of(
        Policy.newBuilder(asked)
            .setRecordId("policy-" + version)
            .setVersion(version)
            .setEffectiveFrom(now)
            .setWho(who)
            .setRetroactive(retroactive)
            .setBuild(Build.version())
            .build());
  }

  private static boolean saysTheSame(Policy one, Policy other) {
    return one.getRules().equals(other.getRules())
        && one.getLimits().equals(other.getLimits())
        && one.getFreeLowBytes() == other.getFreeLowBytes()
        && one.getFreeHighBytes() == other.getFreeHighBytes();
  }

  /** Refuses cameras that nobody knows. */
  public static void checkCameras(Policy policy, Set<String> known) {
    Set<String> unknown =
        Stream.concat(
                policy.getRules().stream().map(PolicyRule::getCameras),
                policy.getLimits().stream().map(PolicyLimit::getCameras))
            .flatMap(List::stream)
            .filter(camera -> !known.contains(camera))
            .collect(Collectors.toCollection(TreeSet::new));
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "policy: cameras " + unknown + " are not known: expected some of " + known);
    }
  }

  /** The cameras that were ever published. */
  public Set<String> cameras() {
    return TopicRecords.committed(kafka, Topics.CAMERAS).stream()
        .map(ConsumerRecord::value)
        .map(Camera::getCamera)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  public void publish(Policy policy) throws IOException, InterruptedException {
    new TopicWriter(kafka).write(Topics.POLICIES, KEY, policy);
  }
}
