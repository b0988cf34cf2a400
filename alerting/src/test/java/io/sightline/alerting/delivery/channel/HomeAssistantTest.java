package io.sightline.alerting.delivery.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Against the keys that Home Assistant's documentation of MQTT discovery lists. */
class HomeAssistantTest {
  private static final Set<String> SHARED =
      Set.of("platform", "unique_id", "name", "icon", "json_attributes_topic");

  /** Besides the shared ones; the required ones come first. */
  private static final Map<String, List<String>> DOCUMENTED =
      Map.of(
          "binary_sensor",
          List.of("state_topic", "value_template", "device_class", "qos", "payload_on"),
          "event",
          List.of("state_topic", "event_types", "qos", "value_template", "device_class"),
          "sensor",
          List.of("state_topic", "value_template", "qos", "device_class", "unit_of_measurement"),
          "image",
          List.of("url_topic", "url_template", "image_topic", "content_type"));

  private static final Map<String, Set<String>> REQUIRED =
      Map.of(
          "binary_sensor", Set.of("state_topic"),
          "event", Set.of("state_topic", "event_types"),
          "sensor", Set.of("state_topic"),
          "image", Set.of("url_topic"));

  private final JsonNode device =
      new HomeAssistant(new MqttTopics("sightline", "homeassistant"), "1.0").device("front-door");

  private static Set<String> keys(JsonNode node) {
    Set<String> keys = new TreeSet<>();
    node.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  @Test
  void device_hasWhatIsRequiredAndNothingElse() {
    assertThat(keys(device)).containsExactly("availability", "components", "device", "origin");
    assertThat(device.at("/device/identifiers/0").asText()).isEqualTo("sightline_front-door");
    assertThat(device.at("/origin/name").asText()).isEqualTo("Sightline");
    assertThat(device.at("/availability/0/topic").asText()).isEqualTo("sightline/status");
  }

  @Test
  void components_haveRequiredKeysAndOnlyDocumentedOnes() {
    Set<String> ids = new TreeSet<>();
    for (JsonNode component : device.get("components")) {
      String platform = component.get("platform").asText();
      Set<String> keys = keys(component);
      assertThat(DOCUMENTED).containsKey(platform);
      assertThat(keys).as(platform).containsAll(REQUIRED.get(platform));
      keys.removeAll(SHARED);
      assertThat(DOCUMENTED.get(platform)).as(platform).containsAll(keys);
      ids.add(component.get("unique_id").asText());
    }
    assertThat(ids).hasSize(4);
  }

  @Test
  void discoveryTopic_isOfADeviceAndHasOnlyCharactersThatItMayHave() {
    assertThat(new MqttTopics("s", "homeassistant").discovery("front-door"))
        .matches("homeassistant/device/[a-zA-Z0-9_-]+/config");
  }
}
