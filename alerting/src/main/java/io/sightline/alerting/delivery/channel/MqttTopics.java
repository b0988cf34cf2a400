package io.sightline.alerting.delivery.channel;

/** Names of topics at an MQTT broker. Camera ids have no characters that mean something there. */
record MqttTopics(String prefix, String discoveryPrefix) {
  static MqttTopics of(MqttConfig config) {
    return new MqttTopics(config.topicPrefix(), config.discoveryPrefix());
  }

  /** {@code online} or {@code offline}, retained. */
  String status() {
    return prefix + "/status";
  }

  /** The last revision that was told, retained. */
  String state(String camera) {
    return prefix + "/cameras/" + camera + "/alert";
  }

  /** Each revision, not retained. */
  String events(String camera) {
    return prefix + "/cameras/" + camera + "/events";
  }

  /** Link to the last picture, retained. */
  String picture(String camera) {
    return prefix + "/cameras/" + camera + "/picture";
  }

  /** Where Home Assistant looks for the device, retained. */
  String discovery(String camera) {
    return discoveryPrefix + "/device/" + HomeAssistant.id(camera) + "/config";
  }
}
