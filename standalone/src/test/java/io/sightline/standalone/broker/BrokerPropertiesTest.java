package io.sightline.standalone.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BrokerPropertiesTest {
  private static final BrokerSettings SETTINGS = BrokerSettings.local(Path.of("data"));

  @Test
  void alone_hasOneCopyOfEverything() {
    Quorum alone = Quorum.ofOne("id", "127.0.0.1:9093");

    assertThat(BrokerProperties.of(SETTINGS, 9092, alone))
        .containsEntry("node.id", "1")
        .containsEntry("controller.quorum.voters", "1@127.0.0.1:9093")
        .containsEntry("listeners", "PLAINTEXT://127.0.0.1:9092,CONTROLLER://127.0.0.1:9093")
        .containsEntry("offsets.topic.replication.factor", "1")
        .containsEntry("transaction.state.log.min.isr", "1");
  }

  @Test
  void oneOfThree_listensAsVoterAndKeepsThreeCopiesOfInternalTopics() {
    Quorum second = new Quorum(2, "id", Map.of(3, "c:3", 1, "a:1", 2, "b:2"));

    assertThat(BrokerProperties.of(SETTINGS, 9092, second))
        .containsEntry("node.id", "2")
        .containsEntry("controller.quorum.voters", "1@a:1,2@b:2,3@c:3")
        .containsEntry("listeners", "PLAINTEXT://127.0.0.1:9092,CONTROLLER://b:2")
        .containsEntry("offsets.topic.replication.factor", "3")
        .containsEntry("transaction.state.log.replication.factor", "3")
        .containsEntry("transaction.state.log.min.isr", "2");
  }
}
