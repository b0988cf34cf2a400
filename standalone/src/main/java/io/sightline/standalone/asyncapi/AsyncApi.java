package io.sightline.standalone.asyncapi;

import static io.sightline.standalone.yaml.Yaml.map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sightline.schemas.Topic;
import io.sightline.schemas.Topics;
import io.sightline.standalone.topics.TopicPlan;
import io.sightline.standalone.yaml.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.avro.specific.SpecificData;

/** All topics with their records, from {@link Topics} and the schemas: AsyncAPI 3.0 in YAML. */
public final class AsyncApi {
  private static final String AVRO = "application/vnd.apache.avro;version=1.9.0";
  private static final String BINDING = "0.5.0";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final TopicPlan plan;

  private AsyncApi(TopicPlan plan) {
    this.plan = plan;
  }

  /**
   * @param plan names topics and says how long they are kept
   */
  public static String of(TopicPlan plan) {
    return Yaml.write(List.of(new AsyncApi(plan).document()));
  }

  private Map<String, Object> document() {
    Map<String, Object> channels = map();
    Map<String, Object> operations = map();
    Map<String, Object> messages = map();
    for (Topic<?> topic : Topics.ALL) {
      channels.put(topic.name(), channel(topic));
      operations.put("publish-" + topic.name(), operation(topic));
      messages.put(topic.name(), message(topic));
    }
    return map(
        "asyncapi",
        "3.0.0",
        "info",
        map(
            "title",
            "Sightline",
            "version",
            "1.0.0",
            "description",
            "What cameras saw and heard, who was told, and what was deleted. Read with"
                + " isolation.level=read_committed; the highest revision of an id holds.",
            "license",
            map(
                "name", "Apache-2.0",
                "url", "https://www.apache.org/licenses/LICENSE-2.0")),
        "defaultContentType",
        "application/avro",
        "channels",
        channels,
        "operations",
        operations,
        "components",
        map("messages", messages));
  }

  private Map<String, Object> channel(Topic<?> topic) {
    return map(
        "address", plan.topics().name(topic),
        "description", topic.about() + "; written by " + topic.writtenBy(),
        "messages", map("record", map("$ref", "#/components/messages/" + topic.name())),
        "bindings",
            map(
                "kafka",
                map(
                    "topic", plan.topics().name(topic),
                    "topicConfiguration", configuration(topic),
                    "bindingVersion", BINDING)));
  }

  /** What the binding has words for. */
  private Map<String, Object> configuration(Topic<?> topic) {
    Map<String, String> settings = plan.configuration(topic);
    Map<String, Object> all = map();
    all.put("cleanup.policy", List.of(settings.getOrDefault("cleanup.policy", "delete")));
    for (String key : List.of("retention.ms", "delete.retention.ms", "max.message.bytes")) {
      String value = settings.get(key);
      if (value != null) {
        all.put(key, Long.parseLong(value));
      }
    }
    return all;
  }

  private static Map<String, Object> operation(Topic<?> topic) {
    return map(
        "action", "send",
        "summary", topic.about(),
        "channel", map("$ref", "#/channels/" + topic.name()),
        "messages", List.of(map("$ref", "#/channels/" + topic.name() + "/messages/record")));
  }

  private static Map<String, Object> message(Topic<?> topic) {
    Map<String, Object> message =
        map("name", topic.value() == null ? "DeadLetter" : topic.value().getSimpleName());
    message.put("summary", topic.about());
    Map<String, Object> headers = Headers.of(topic);
    if (!headers.isEmpty()) {
      message.put("headers", headers);
    }
    if (topic.value() == null) {
      message.put("contentType", "application/octet-stream");
      message.put("payload", map("description", "the record as it was"));
    } else {
      message.put("contentType", "application/avro");
      message.put("payload", map("schemaFormat", AVRO, "schema", schema(topic)));
    }
    message.put("bindings", map("kafka", binding(topic)));
    return message;
  }

  private static Map<String, Object> binding(Topic<?> topic) {
    Map<String, Object> binding = map("key", map("type", "string", "description", key(topic)));
    if (topic.value() != null) {
      binding.put("schemaIdLocation", "payload");
      binding.put("schemaIdPayloadEncoding", "confluent");
      binding.put("schemaLookupStrategy", "TopicNameStrategy");
    }
    binding.put("bindingVersion", BINDING);
    return binding;
  }

  private static String key(Topic<?> topic) {
    List<String> words = new ArrayList<>(List.of(topic.key().name().split("_")));
    return topic.key() == Topic.Key.ORIGINAL
        ? "the key of the record as it was"
        : String.join(" ", words).toLowerCase(Locale.ROOT) + " id, UTF-8";
  }

  private static Object schema(Topic<?> topic) {
    String json = SpecificData.get().getSchema(topic.value()).toString();
    try {
      return JSON.readValue(json, new TypeReference<Map<String, Object>>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e); // Avro writes JSON.
    }
  }
}
