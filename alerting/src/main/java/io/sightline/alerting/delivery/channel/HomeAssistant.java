package io.sightline.alerting.delivery.channel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/**
 * What Home Assistant is told of a camera so that it shows it as a device: whether an alert is
 * open, each revision as an event, the last alert in words, and its picture by link.
 */
record HomeAssistant(MqttTopics topics, String build) {
  /** One message for the whole device, to be retained. */
  ObjectNode device(String camera) {
    ObjectNode config = Payload.object();
    ObjectNode device = config.putObject("device");
    device.putArray("identifiers").add(id(camera));
    device.put("name", "Camera " + camera);
    device.put("manufacturer", "Sightline");
    device.put("model", "camera");
    config.putObject("origin").put("name", "Sightline").put("sw_version", build);
    ObjectNode components = config.putObject("components");
    String state = topics.state(camera);
    component(components, camera, "alert_open", "binary_sensor", "Alert")
        .put("state_topic", state)
        .put("qos", 1)
        .put("value_template", "{{ value_json.open }}")
        .put("device_class", "safety");
    ObjectNode event = component(components, camera, "alert_event", "event", "Alert event");
    event.put("state_topic", topics.events(camera)).put("qos", 1);
    event.putArray("event_types").add("opened").add("updated").add("closed");
    component(components, camera, "last_alert", "sensor", "Last alert")
        .put("state_topic", state)
        .put("qos", 1)
        .put("value_template", "{{ value_json.title[:255] }}")
        .put("json_attributes_topic", state)
        .put("icon", "mdi:cctv");
    component(components, camera, "last_picture", "image", "Last picture")
        .put("url_topic", topics.picture(camera));
    config.putArray("availability").addObject().put("topic", topics.status());
    return config;
  }

  private static ObjectNode component(
      ObjectNode components, String camera, String name, String platform, String title) {
    return components
        .putObject(name)
        .put("platform", platform)
        .put("unique_id", id(camera) + "_" + name)
        .put("name", title);
  }

  /** Letters, digits, hyphen and underscore are all that a discovery topic may have. */
  static String id(String camera) {
    return "sightline_" + camera.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]", "_");
  }
}
