package io.sightline.standalone.verify;

import io.sightline.avro.Camera;
import io.sightline.avro.PolicyKind;
import io.sightline.avro.PolicyRule;
import io.sightline.retention.audit.Finding;
import io.sightline.retention.audit.Finding.Kind;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topics;
import io.sightline.standalone.records.TopicRecords;
import io.sightline.standalone.topics.TopicPlan;
import io.sightline.standalone.topics.TopicSetting;
import io.sightline.standalone.topics.TopicSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Whether topics and changelogs keep their records as long as they should, and no longer. */
final class TopicsKept {
  private TopicsKept() {}

  /** One for each setting, about the topic. */
  static List<Finding> findings(KafkaSettings kafka) throws IOException, InterruptedException {
    return ask(kafka, TopicSettings::wrong).stream()
        .map(setting -> new Finding(Kind.KEPT_OTHERWISE, setting.topic(), setting.what()))
        .toList();
  }

  /** Sets what is wrong with these topics now. */
  static void set(KafkaSettings kafka, Set<String> topics)
      throws IOException, InterruptedException {
    int changed =
        ask(
            kafka,
            settings -> {
              List<TopicSetting> wrong =
                  settings.wrong().stream().filter(s -> topics.contains(s.topic())).toList();
              settings.set(wrong);
              return wrong.size();
            });
    if (changed < topics.size()) {
      throw new IOException(
          "%d settings of %d topics were wrong: expected one each; did somebody set them since?"
              .formatted(changed, topics.size()));
    }
  }

  /**
   * Every version of every camera and policy counts: what was recorded under it may still be there.
   */
  private static Duration longestRecordings(KafkaSettings kafka) {
    LongStream cameras =
        TopicRecords.committed(kafka, Topics.CAMERAS).stream()
            .map(ConsumerRecord::value)
            .filter(Objects::nonNull)
            .mapToLong(Camera::getRecordingRetentionS);
    LongStream policies =
        TopicRecords.committed(kafka, Topics.POLICIES).stream()
            .map(ConsumerRecord::value)
            .filter(Objects::nonNull)
            .flatMap(policy -> policy.getRules().stream())
            .filter(rule -> rule.getKind() == PolicyKind.RECORDING)
            .mapToLong(PolicyRule::getKeepS);
    return Duration.ofSeconds(LongStream.concat(cameras, policies).max().orElse(0));
  }

  private interface Question<R> {
    R ask(TopicSettings settings) throws InterruptedException, ExecutionException;
  }

  private static <R> R ask(KafkaSettings kafka, Question<R> question)
      throws IOException, InterruptedException {
    TopicPlan plan =
        new TopicPlan(
            kafka.topics(),
            kafka.partitions(),
            kafka.replicationFactor(),
            longestRecordings(kafka));
    try (Admin admin = Admin.create(kafka.admin("verify"))) {
      return question.ask(new TopicSettings(admin, plan));
    } catch (ExecutionException e) {
      throw new IOException("the broker does not tell how topics are kept: " + e.getCause(), e);
    }
  }
}
