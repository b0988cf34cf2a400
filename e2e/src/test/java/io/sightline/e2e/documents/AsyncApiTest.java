package io.sightline.e2e.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.sightline.schemas.Topic;
import io.sightline.schemas.Topics;
import io.sightline.standalone.asyncapi.AsyncApi;
import io.sightline.standalone.topics.TopicPlan;
import java.nio.file.Path;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.junit.jupiter.api.Test;

/** {@code docs/reference/asyncapi.yaml} is what the command prints, and says what is so. */
class AsyncApiTest {
  private static final Path ROOT = Path.of(System.getProperty("sightline.root", ".."));
  private static final String PRINTED =
      AsyncApi.of(new TopicPlan(new Topics(Topics.DEFAULT_PREFIX), 4, 1));

  @Test
  void file_isWhatTheCommandPrints() {
    assertThat(ROOT.resolve("docs/reference/asyncapi.yaml"))
        .as("run ./sightline topics asyncapi > docs/reference/asyncapi.yaml")
        .hasContent(PRINTED);
  }

  @Test
  void everyTopic_hasAChannelWithItsSchema() throws Exception {
    JsonNode document = new YAMLMapper().readTree(PRINTED);
    assertThat(document.at("/asyncapi").asText()).isEqualTo("3.0.0");
    for (Topic<?> topic : Topics.ALL) {
      JsonNode channel = document.at("/channels/" + topic.name());
      assertThat(channel.at("/address").asText()).isEqualTo("sightline." + topic.name());
      String reference = channel.at("/messages/record/$ref").asText();
      JsonNode message = document.at(reference.substring(1));
      assertThat(message.isMissingNode()).as(reference).isFalse();
      if (topic.value() != null) {
        Schema schema = new Schema.Parser().parse(message.at("/payload/schema").toString());
        assertThat(schema).isEqualTo(SpecificData.get().getSchema(topic.value()));
      }
    }
    assertThat(document.at("/components/messages/alerts/headers/required"))
        .extracting(JsonNode::asText)
        .contains("ce_id", "ce_type");
  }
}
