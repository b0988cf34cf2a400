package io.sightline.standalone.topics;

import io.sightline.runtime.Health;
import io.sightline.runtime.KafkaSettings;
import io.sightline.runtime.Service;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/** Creates the topics of the contract before anybody needs them. */
public final class TopicService implements Service {
  private final KafkaSettings kafka;
  private final TopicPlan plan;
  private volatile Health health = Health.starting("not started");

  public TopicService(KafkaSettings kafka) {
    this(kafka, Duration.ZERO);
  }

  /**
   * @param longestRecordings that a camera keeps
   */
  public TopicService(KafkaSettings kafka, Duration longestRecordings) {
    this.kafka = kafka;
    this.plan =
        new TopicPlan(
            kafka.topics(), kafka.partitions(), kafka.replicationFactor(), longestRecordings);
  }

  @Override
  public String name() {
    return "topics";
  }

  @Override
  public void start() throws InterruptedException, TopicMismatchException, ExecutionException {
    try (Admin admin = Admin.create(kafka.admin("topics"))) {
      int made = new TopicAdmin(admin, plan).create().size();
      boolean longer = new TopicSettings(admin, plan).lengthenRecordings();
      health = Health.up(made + " created" + (longer ? ", recordings kept longer" : ""));
    }
  }

  @Override
  public Health health() {
    return health;
  }

  @Override
  public void close() {}
}
