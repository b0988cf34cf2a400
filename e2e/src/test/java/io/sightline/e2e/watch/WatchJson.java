package io.sightline.e2e.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;

/** A line of {@code watch --json}, as a script would read it. */
record WatchJson(JsonNode node) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static List<WatchJson> of(List<String> lines) {
    return lines.stream().map(WatchJson::of).toList();
  }

  private static WatchJson of(String line) {
    try {
      WatchJson read = new WatchJson(JSON.readTree(line));
      assertThat(read.type()).isIn("alert", "decision");
      return read;
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + line, e);
    }
  }

  String type() {
    return text("type");
  }

  /** Empty if the key is not there. */
  String text(String key) {
    return node.path(key).asText();
  }

  /** Seconds into the video. */
  double start() {
    return node.path("start_s").asDouble();
  }

  /** Seconds into the video. */
  double end() {
    return node.path("end_s").asDouble();
  }

  /** Seconds into the video. */
  double raised() {
    return node.path("raised_s").asDouble();
  }
}
