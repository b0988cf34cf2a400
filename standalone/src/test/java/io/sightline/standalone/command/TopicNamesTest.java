package io.sightline.standalone.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sightline.schemas.Topics;
import java.util.List;
import org.junit.jupiter.api.Test;

class TopicNamesTest {
  @Test
  void all_isAllButKeys() {
    assertThat(TopicNames.find("--topics", List.of("all")))
        .hasSize(Topics.ALL.size() - 1)
        .contains(Topics.DEAD_LETTERS)
        .doesNotContain(Topics.KEYS);
  }

  @Test
  void allWithSchema_leavesOutWhatHoldsRecordsOfAnyKind() {
    assertThat(TopicNames.findWithSchema("--topics", List.of("all")))
        .hasSize(Topics.ALL.size() - 2)
        .doesNotContain(Topics.DEAD_LETTERS, Topics.KEYS);
  }

  @Test
  void unknownName_isNamedWithThoseThatThereAre() {
    assertThatThrownBy(() -> TopicNames.findWithSchema("--topics", List.of("dead-letters")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("--topics dead-letters: expected all, or some of ")
        .hasMessageContaining("alerts");
  }
}
