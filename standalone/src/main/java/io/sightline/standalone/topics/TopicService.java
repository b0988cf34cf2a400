package io.sightline.standalone.topics;

import io.sightline.runtime.Health;
import io.sightline.runtime.KafkaSettings;
import io.sightline.runtime.Service;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the topics of an embedded broker what the contract wants before anybody needs them, as far
 * as that costs nothing.
 */
public final class TopicService implements Service {
  private static final Logger LOG = LoggerFactory.getLogger(TopicService.class);

  private final KafkaSettings kafka;
  private final TopicPlan plan;
  private volatile Health health = Health.starting("not started");

  public TopicService(KafkaSettings kafka) {
    this.kafka = kafka;
    this.plan = TopicPlan.of(kafka);
  }

  @Override
  public String name() {
    return "topics";
  }

  @Override
  public void start() throws InterruptedException, TopicMismatchException {
    try (Admin admin = Admin.create(kafka.admin("topics"))) {
      TopicAdmin topics = new TopicAdmin(admin, plan);
      List<TopicChange> differences = topics.differences();
      List<TopicChange> made = topics.apply(differences, Set.of());
      made.stream()
          .filter(change -> !change.setting().equals(TopicChange.TOPIC))
          .forEach(change -> LOG.info("{}; changed", change.describe()));
      TopicMismatchException.throwIfUnfit(
          differences.stream().filter(change -> !made.contains(change)).toList());
      health = Health.up(made.size() + " created or changed");
    }
  }

  @Override
  public Health health() {
    return health;
  }

  @Override
  public void close() {}
}
