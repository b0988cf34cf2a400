package io.sightline.standalone.topics;

import io.sightline.runtime.Health;
import io.sightline.runtime.KafkaSettings;
import io.sightline.runtime.Service;
import io.sightline.schemas.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates the topics before anybody needs them. */
public final class TopicService implements Service {
  private final KafkaSettings kafka;
  private volatile Health health = Health.starting("not started");

  public TopicService(KafkaSettings kafka) {
    this.kafka = kafka;
  }

  @Override
  public String name() {
    return "topics";
  }

  @Override
  public void start() throws Exception {
    try (Admin admin = Admin.create(kafka.admin("topics"))) {
      List<NewTopic> all =
          Topics.ALL.stream()
              .map(
                  t -> {
                    Map<String, String> config = new HashMap<>(t.keep().configuration());
                    return new NewTopic(
                            kafka.topics().name(t),
                            kafka.partitions(),
                            (short) kafka.replicationFactor())
                        .configs(config);
                  })
              .toList();
      for (var f : admin.createTopics(all).values().values()) {
        try {
          f.get();
        } catch (ExecutionException e) {
          if (!(e.getCause() instanceof TopicExistsException)) {
            throw e;
          }
        }
      }
    }
    health = Health.up();
  }

  @Override
  public Health health() {
    return health;
  }

  @Override
  public void close() {}
}
