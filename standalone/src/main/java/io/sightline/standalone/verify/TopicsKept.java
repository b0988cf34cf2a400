package io.sightline.standalone.verify;

import io.sightline.retention.audit.Finding;
import io.sightline.retention.audit.Finding.Kind;
import io.sightline.runtime.KafkaSettings;
import io.sightline.standalone.topics.TopicPlan;
import io.sightline.standalone.topics.TopicSetting;
import io.sightline.standalone.topics.TopicSettings;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

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

  private interface Question<R> {
    R ask(TopicSettings settings) throws InterruptedException, ExecutionException;
  }

  private static <R> R ask(KafkaSettings kafka, Question<R> question)
      throws IOException, InterruptedException {
    TopicPlan plan = TopicPlan.of(kafka);
    try (Admin admin = Admin.create(kafka.admin("verify"))) {
      return question.ask(new TopicSettings(admin, plan));
    } catch (ExecutionException e) {
      throw new IOException("the broker does not tell how topics are kept: " + e.getCause(), e);
    }
  }
}
